// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A change of one container that ended. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class ChangeRecord {

  @JsonPropertyDescription("When it ended.")
  @Pattern(Formats.DATE_TIME)
  private String at;

  @JsonPropertyDescription("Name of the container; the first where several changed.")
  @Size(max = 63)
  private String container;

  @JsonPropertyDescription("The sizes before it, for people.")
  @Size(max = 512)
  private String from;

  @JsonPropertyDescription("The sizes that it wrote, for people.")
  @Size(max = 512)
  private String to;

  @JsonPropertyDescription("The same for programs.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 256)
  private List<StepSize> sizes;

  @JsonPropertyDescription("Targets of autoscalers that changed together with the requests.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 16)
  private List<TargetChange> targets;

  @JsonPropertyDescription("Why it was made or undone, in CamelCase.")
  @Pattern(Formats.REASON)
  @Size(max = 64)
  private String reason;

  @JsonPropertyDescription("The same in one sentence.")
  @Size(max = 1024)
  private String message;

  @JsonPropertyDescription("Who wanted it.")
  @Size(max = 253)
  private String by;

  @JsonPropertyDescription("How it ended: Applied, Undone or Failed.")
  private Outcome outcome;

  public String getAt() {
    return at;
  }

  public void setAt(String at) {
    this.at = at;
  }

  public String getContainer() {
    return container;
  }

  public void setContainer(String container) {
    this.container = container;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public String getTo() {
    return to;
  }

  public void setTo(String to) {
    this.to = to;
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

  public String getReason() {
    return reason;
  }

  public void setReason(String reason) {
    this.reason = reason;
  }

  public String getMessage() {
    return message;
  }

  public void setMessage(String message) {
    this.message = message;
  }

  public String getBy() {
    return by;
  }

  public void setBy(String by) {
    this.by = by;
  }

  public Outcome getOutcome() {
    return outcome;
  }

  public void setOutcome(Outcome outcome) {
    this.outcome = outcome;
  }

  /** How a change ended. */
  public enum Outcome {
    Applied,
    Undone,
    Failed
  }
}
