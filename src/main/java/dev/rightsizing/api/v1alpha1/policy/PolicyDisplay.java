// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Text for the columns of {@code kubectl get}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class PolicyDisplay {

  @JsonPropertyDescription("Monthly saving with its currency, such as 412.80 USD.")
  private String saving;

  public String getSaving() {
    return saving;
  }

  public void setSaving(String saving) {
    this.saving = saving;
  }
}
