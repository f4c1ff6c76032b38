// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;

/** P95 usage as a share of what is set. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Utilization {

  @JsonPropertyDescription("P95 usage in percent of the current request; absent without a request.")
  @Min(0)
  private Integer ofRequestPercent;

  @JsonPropertyDescription("P95 usage in percent of the current limit; absent without a limit.")
  @Min(0)
  private Integer ofLimitPercent;

  public Integer getOfRequestPercent() {
    return ofRequestPercent;
  }

  public void setOfRequestPercent(Integer ofRequestPercent) {
    this.ofRequestPercent = ofRequestPercent;
  }

  public Integer getOfLimitPercent() {
    return ofLimitPercent;
  }

  public void setOfLimitPercent(Integer ofLimitPercent) {
    this.ofLimitPercent = ofLimitPercent;
  }
}
