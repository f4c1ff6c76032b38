// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.policy.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * How a policy changes its workloads: by which way, when, how far at a time, and what undoes a
 * change.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ApplyRule {

  @JsonPropertyDescription(
      "How a workload gets its new sizes: InPlace resizes its pods without a restart and leaves the template as it is, Rollout changes the template, OnNextRollout changes the template together with the workload's own next roll-out.")
  private Strategy strategy = Strategy.InPlace;

  @JsonPropertyDescription("What happens where pods cannot be resized in place: None or Rollout.")
  private Fallback fallback = Fallback.None;

  @JsonPropertyDescription(
      "Whether a person must approve a Recommendation (rightsize approve) before it is applied: Required or None.")
  private Approval approval = Approval.Required;

  @JsonPropertyDescription(
      "The least confidence of a Recommendation that is applied: Low, Medium or High.")
  private ConfidenceLevel minimumConfidence = ConfidenceLevel.High;

  @JsonPropertyDescription("When a change may begin; always when absent.")
  private ApplyWindow window;

  @JsonPropertyDescription(
      "Time from the end of one change of a workload to the beginning of its next, from 0s to 30d.")
  @Pattern(Formats.DURATION)
  @ValidationRule(
      value = "seconds(self) <= seconds('30d')",
      message = "cooldown must be at most 30d")
  private String cooldown = "24h";

  @JsonPropertyDescription("How far one change goes.")
  private ApplyStep step = new ApplyStep();

  @JsonPropertyDescription("Workloads of the policy that change at the same time.")
  @Min(1)
  @Max(1000)
  private Integer maxInFlight = 1;

  @JsonPropertyDescription("How long a change is watched after all of it is made, from 1m to 7d.")
  @Pattern(Formats.DURATION)
  @ValidationRule(
      value = "seconds(self) >= seconds('1m') && seconds(self) <= seconds('7d')",
      message = "watch must be between 1m and 7d")
  private String watch = "30m";

  @JsonPropertyDescription(
      "Queries that undo a change while they are over their thresholds, beside OOM kills, crashes, restarts, pods that are not ready and throttling, which always do.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 16)
  private List<AbortCondition> abortWhen = List.of();

  @JsonPropertyDescription("If true, everything is judged and shown and nothing is changed.")
  private Boolean dryRun = false;

  @JsonPropertyDescription(
      "What becomes of a change that is under way when the policy is deleted, suspended or no longer applies: Finish brings it to its end, Undo restores the previous sizes.")
  private Interruption whenInterrupted = Interruption.Undo;

  @JsonPropertyDescription(
      "Field managers whose sizes in templates may be taken over, such as kubectl-client-side-apply; a template whose sizes any other manager owns is not changed.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 16)
  private List<String> takeOverFrom = List.of();

  public Strategy getStrategy() {
    return strategy;
  }

  public void setStrategy(Strategy strategy) {
    if (strategy != null) {
      this.strategy = strategy;
    }
  }

  public Fallback getFallback() {
    return fallback;
  }

  public void setFallback(Fallback fallback) {
    if (fallback != null) {
      this.fallback = fallback;
    }
  }

  public Approval getApproval() {
    return approval;
  }

  public void setApproval(Approval approval) {
    if (approval != null) {
      this.approval = approval;
    }
  }

  public ConfidenceLevel getMinimumConfidence() {
    return minimumConfidence;
  }

  public void setMinimumConfidence(ConfidenceLevel minimumConfidence) {
    if (minimumConfidence != null) {
      this.minimumConfidence = minimumConfidence;
    }
  }

  public ApplyWindow getWindow() {
    return window;
  }

  public void setWindow(ApplyWindow window) {
    this.window = window;
  }

  public String getCooldown() {
    return cooldown;
  }

  public void setCooldown(String cooldown) {
    if (cooldown != null) {
      this.cooldown = cooldown;
    }
  }

  public ApplyStep getStep() {
    return step;
  }

  public void setStep(ApplyStep step) {
    if (step != null) {
      this.step = step;
    }
  }

  public Integer getMaxInFlight() {
    return maxInFlight;
  }

  public void setMaxInFlight(Integer maxInFlight) {
    if (maxInFlight != null) {
      this.maxInFlight = maxInFlight;
    }
  }

  public String getWatch() {
    return watch;
  }

  public void setWatch(String watch) {
    if (watch != null) {
      this.watch = watch;
    }
  }

  public List<AbortCondition> getAbortWhen() {
    return abortWhen;
  }

  public void setAbortWhen(List<AbortCondition> abortWhen) {
    if (abortWhen != null) {
      this.abortWhen = abortWhen;
    }
  }

  public Boolean getDryRun() {
    return dryRun;
  }

  public void setDryRun(Boolean dryRun) {
    if (dryRun != null) {
      this.dryRun = dryRun;
    }
  }

  public Interruption getWhenInterrupted() {
    return whenInterrupted;
  }

  public void setWhenInterrupted(Interruption whenInterrupted) {
    if (whenInterrupted != null) {
      this.whenInterrupted = whenInterrupted;
    }
  }

  public List<String> getTakeOverFrom() {
    return takeOverFrom;
  }

  public void setTakeOverFrom(List<String> takeOverFrom) {
    if (takeOverFrom != null) {
      this.takeOverFrom = takeOverFrom;
    }
  }

  /** How a workload gets its new sizes. */
  public enum Strategy {
    InPlace,
    Rollout,
    OnNextRollout
  }

  /** What happens where pods cannot be resized. */
  public enum Fallback {
    None,
    Rollout
  }

  /** Whether a person must approve first. */
  public enum Approval {
    Required,
    None
  }

  /** The least confidence that counts. */
  public enum ConfidenceLevel {
    Low,
    Medium,
    High
  }

  /** What becomes of a change that is interrupted. */
  public enum Interruption {
    Finish,
    Undo
  }
}
