// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** Pods that run with other sizes than a new pod of the template would. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TemplateDrift {

  @JsonPropertyDescription("Number of pods that differ.")
  @Min(1)
  private Integer pods;

  @JsonPropertyDescription("Number of running pods.")
  @Min(1)
  private Integer ofPods;

  @JsonPropertyDescription("Their sizes and those of the template.")
  @Size(max = 4096)
  private String message;

  public Integer getPods() {
    return pods;
  }

  public void setPods(Integer pods) {
    this.pods = pods;
  }

  public Integer getOfPods() {
    return ofPods;
  }

  public void setOfPods(Integer ofPods) {
    this.ofPods = ofPods;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }
}
