// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskLevel;
import dev.rightsizing.api.v1alpha1.recommendation.risk.RiskSignal;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Whether the workload is about to be throttled or killed. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Risk {

  @JsonPropertyDescription(
      "Risk level: None, Warning (80 % of a limit), Critical (90 %), Emergency (95 %), or"
          + " Unknown while it cannot be determined. A level below the policy's threshold"
          + " is shown here but not reported.")
  private RiskLevel level;

  @JsonPropertyDescription("Why, one sentence per signal.")
  @Size(max = 32)
  private List<String> reasons;

  @JsonPropertyDescription("Start of the current level; absent while it is None or Unknown.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  @JsonPropertyDescription(
      "Minutes until memory reaches its limit at the growth of the last quarter of an hour;"
          + " absent if it is not clearly growing.")
  @Min(0)
  private Long minutesToLimit;

  @JsonPropertyDescription(
      "State of each signal that is or was at risk, kept across restarts of the operator.")
  @Size(max = 1288)
  private List<RiskSignal> signals;

  public RiskLevel getLevel() {
    return level;
  }

  public void setLevel(RiskLevel level) {
    this.level = level;
  }

  public List<String> getReasons() {
    return reasons;
  }

  public void setReasons(List<String> reasons) {
    this.reasons = reasons;
  }

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }

  public Long getMinutesToLimit() {
    return minutesToLimit;
  }

  public void setMinutesToLimit(Long minutesToLimit) {
    this.minutesToLimit = minutesToLimit;
  }

  public List<RiskSignal> getSignals() {
    return signals;
  }

  public void setSignals(List<RiskSignal> signals) {
    this.signals = signals;
  }
}
