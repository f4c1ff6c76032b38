// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import dev.rightsizing.api.v1alpha1.policy.apply.ApplyRule;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A change that is under way; it is written here before anything else is written. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class FlightStatus {

  @JsonPropertyDescription("Names the change.")
  @Size(max = 63)
  private String id;

  @JsonPropertyDescription("How far it is: Canary, Pods, Rollout, Watch or Undoing.")
  private Phase phase;

  @JsonPropertyDescription("How it is made: InPlace, Rollout or OnNextRollout.")
  @Size(max = 32)
  private String strategy;

  @JsonPropertyDescription(
      "The sizes that it writes, each with the one before, which an undo restores.")
  @Size(max = 256)
  private List<StepSize> sizes;

  @JsonPropertyDescription("Targets of autoscalers that change together with the requests.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 16)
  private List<TargetChange> targets;

  @JsonPropertyDescription("When it was decided.")
  @Pattern(Formats.DATE_TIME)
  private String began;

  @JsonPropertyDescription("When its phase began.")
  @Pattern(Formats.DATE_TIME)
  private String phaseSince;

  @JsonPropertyDescription("The pod that is changed first; absent where pods cannot differ.")
  @Size(max = 253)
  private String canary;

  @JsonPropertyDescription("What ran when it began: a digest of the images.")
  @Size(max = 64)
  private String release;

  @JsonPropertyDescription("The sizes that the template declared when it began: a digest.")
  @Size(max = 64)
  private String template;

  @JsonPropertyDescription("Who wanted it.")
  @Size(max = 253)
  private String by;

  @JsonPropertyDescription("What becomes of it when the policy goes: Finish or Undo.")
  private ApplyRule.Interruption whenInterrupted;

  @JsonPropertyDescription("Why it is being undone, in CamelCase; absent if it is not.")
  @Pattern(Formats.REASON)
  @Size(max = 64)
  private String causeReason;

  @JsonPropertyDescription("Why it is being undone, in one sentence; absent if it is not.")
  @Size(max = 1024)
  private String cause;

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public Phase getPhase() {
    return phase;
  }

  public void setPhase(Phase phase) {
    this.phase = phase;
  }

  public String getStrategy() {
    return strategy;
  }

  public void setStrategy(String strategy) {
    this.strategy = strategy;
  }

  public List<StepSize> getSizes() {
    return sizes;
  }

  public void setSizes(List<StepSize> sizes) {
    this.sizes = sizes;
  }

  public List<TargetChange> getTargets() {
    return targets;
  }

  public void setTargets(List<TargetChange> targets) {
    this.targets = targets;
  }

  public String getBegan() {
    return began;
  }

  public void setBegan(String began) {
    this.began = began;
  }

  public String getPhaseSince() {
    return phaseSince;
  }

  public void setPhaseSince(String phaseSince) {
    this.phaseSince = phaseSince;
  }

  public String getCanary() {
    return canary;
  }

  public void setCanary(String canary) {
    this.canary = canary;
  }

  public String getRelease() {
    return release;
  }

  public void setRelease(String release) {
    this.release = release;
  }

  public String getTemplate() {
    return template;
  }

  public void setTemplate(String template) {
    this.template = template;
  }

  public String getBy() {
    return by;
  }

  public void setBy(String by) {
    this.by = by;
  }

  public ApplyRule.Interruption getWhenInterrupted() {
    return whenInterrupted;
  }

  public void setWhenInterrupted(ApplyRule.Interruption whenInterrupted) {
    this.whenInterrupted = whenInterrupted;
  }

  public String getCauseReason() {
    return causeReason;
  }

  public void setCauseReason(String causeReason) {
    this.causeReason = causeReason;
  }

  public String getCause() {
    return cause;
  }

  public void setCause(String cause) {
    this.cause = cause;
  }

  /** How far a change is. */
  public enum Phase {
    Canary,
    Pods,
    Rollout,
    Watch,
    Undoing
  }
}
