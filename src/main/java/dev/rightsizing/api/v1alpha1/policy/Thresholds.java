// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Thresholds of the verdicts. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Thresholds {

  @JsonPropertyDescription("A request is OverProvisioned when P95 usage is below this share of it.")
  @Min(1)
  @Max(100)
  private Integer overProvisionedBelowPercent = 50;

  @JsonPropertyDescription(
      "A request within this distance of the computed size is RightSized and stays unchanged.")
  @Min(1)
  @Max(100)
  private Integer changePercent = 10;

  public Integer getOverProvisionedBelowPercent() {
    return overProvisionedBelowPercent;
  }

  public void setOverProvisionedBelowPercent(Integer overProvisionedBelowPercent) {
    if (overProvisionedBelowPercent != null) {
      this.overProvisionedBelowPercent = overProvisionedBelowPercent;
    }
  }

  public Integer getChangePercent() {
    return changePercent;
  }

  public void setChangePercent(Integer changePercent) {
    if (changePercent != null) {
      this.changePercent = changePercent;
    }
  }
}
