// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Where verdicts begin. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Thresholds {

  @JsonPropertyDescription(
      "A request of which usage takes less than this share is flagged OverProvisioned.")
  @Min(1)
  @Max(100)
  private Integer overProvisionedBelowPercent = 50;

  @JsonPropertyDescription(
      "A size that differs from the request by no more than this is RightSized and leaves it alone.")
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
