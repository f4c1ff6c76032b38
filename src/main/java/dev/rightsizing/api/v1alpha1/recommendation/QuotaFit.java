// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;

/** Whether the recommendation fits the namespace's quotas. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class QuotaFit {

  @JsonPropertyDescription(
      "Whether all recommendations of the namespace together fit its ResourceQuotas.")
  private Boolean fits;

  @JsonPropertyDescription(
      "Which quota cut or rejects what and by how much; empty when they fit, or a remark.")
  @Size(max = 4096)
  private String message;

  public Boolean getFits() {
    return fits;
  }

  public void setFits(Boolean fits) {
    this.fits = fits;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }
}
