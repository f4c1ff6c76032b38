// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.ValidationRule;

/** The window of past usage that sizes are computed from. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "seconds(self.lookback) <= seconds('90d')",
    message = "window.lookback must not exceed 90d")
@ValidationRule(
    value = "seconds(self.step) >= seconds('30s') && seconds(self.step) <= seconds('1h')",
    message = "window.step must be between 30s and 1h")
@ValidationRule(
    value = "seconds(self.step) <= seconds(self.lookback)",
    message = "window.step must not exceed window.lookback")
@ValidationRule(
    value = "seconds(self.minimumHistory) <= seconds(self.lookback)",
    message =
        "window.minimumHistory must not exceed window.lookback, or no container ever has enough history (the default of minimumHistory is 24h)")
@ValidationRule(
    value = "seconds(self.lookback) <= 26000 * seconds(self.step)",
    message =
        "window.lookback / window.step must not exceed 26,000 samples (90d at 5m); choose a longer step")
public class Window {

  @JsonPropertyDescription("How much past usage counts, at most 90d.")
  @Pattern(Formats.DURATION)
  private String lookback = "7d";

  @JsonPropertyDescription("Sample interval, from 30s to 1h.")
  @Pattern(Formats.DURATION)
  private String step = "5m";

  @JsonPropertyDescription("A container with less usage history than this keeps its current size.")
  @Pattern(Formats.DURATION)
  private String minimumHistory = "24h";

  @JsonPropertyDescription(
      "How a workload's pods are combined: MaxOverPods takes the maximum over the pods at"
          + " each instant and then the percentile, Pooled the percentile of all samples"
          + " together, MaxOfPods the maximum of the pods' percentiles.")
  private Aggregation aggregation = Aggregation.MaxOverPods;

  public String getLookback() {
    return lookback;
  }

  public void setLookback(String lookback) {
    if (lookback != null) {
      this.lookback = lookback;
    }
  }

  public String getStep() {
    return step;
  }

  public void setStep(String step) {
    if (step != null) {
      this.step = step;
    }
  }

  public String getMinimumHistory() {
    return minimumHistory;
  }

  public void setMinimumHistory(String minimumHistory) {
    if (minimumHistory != null) {
      this.minimumHistory = minimumHistory;
    }
  }

  public Aggregation getAggregation() {
    return aggregation;
  }

  public void setAggregation(Aggregation aggregation) {
    if (aggregation != null) {
      this.aggregation = aggregation;
    }
  }

  /** How a workload's pods are combined. */
  public enum Aggregation {
    MaxOverPods,
    Pooled,
    MaxOfPods
  }
}
