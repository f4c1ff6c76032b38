// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
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
      "How bad it is: None, Warning (80 % of a limit), Critical (90 %), Emergency (95 %), or Unknown while it cannot be told. What is under the policy's threshold is shown here and told nowhere.")
  private Level level;

  @JsonPropertyDescription("Why, one sentence for each signal.")
  @Size(max = 32)
  private List<String> reasons;

  @JsonPropertyDescription("Since when the level holds; absent while it is None or Unknown.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  @JsonPropertyDescription(
      "Minutes until memory reaches its limit if it goes on growing as it did in the last quarter of an hour; absent when it does not clearly grow.")
  @Min(0)
  private Long minutesToLimit;

  @JsonPropertyDescription(
      "What is remembered of each signal that is worth it, so that a restart of the operator changes nothing.")
  @Size(max = 1288)
  private List<RiskSignal> signals;

  public Level getLevel() {
    return level;
  }

  public void setLevel(Level level) {
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

  /** How bad a risk is. */
  public enum Level {
    None,
    Warning,
    Critical,
    Emergency,
    Unknown
  }
}
