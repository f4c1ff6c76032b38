// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Nullable;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How far the change of the workload itself is. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class WorkloadApplyStatus {

  @JsonPropertyDescription(
      "State: Held, Ready, Applying, Watching, Applied, Undone, GivenUp or OwnedByOther.")
  private State state;

  @JsonPropertyDescription("Why it is in that state, in CamelCase.")
  @Pattern(Formats.REASON)
  @Size(max = 64)
  private String reason;

  @JsonPropertyDescription("The same in one sentence: what it is about and what to do.")
  @Size(max = 1024)
  private String message;

  @JsonPropertyDescription("Since when it is in that state.")
  @Pattern(Formats.DATE_TIME)
  private String since;

  @JsonPropertyDescription(
      "The sizes that the guards allow now: the next step towards the recommended ones.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 256)
  private List<StepSize> next;

  @JsonPropertyDescription("What each guard says that does not simply allow the step.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 64)
  private List<GuardVerdict> verdicts;

  @JsonPropertyDescription("The change that is under way; absent if none is.")
  @Nullable
  private FlightStatus flight;

  @JsonPropertyDescription(
      "Sizes that pods have by a change in place and the template has not; each new pod gets them too.")
  @Nullable
  private InForceStatus inForce;

  @JsonPropertyDescription("Changes that were undone in a row.")
  @Min(0)
  private Integer undos;

  @JsonPropertyDescription("Until when no change begins after one that was undone.")
  @Pattern(Formats.DATE_TIME)
  private String notBefore;

  @JsonPropertyDescription("What ran then: a digest of the images.")
  @Size(max = 64)
  private String release;

  @JsonPropertyDescription("When the last change ended; the cool-down counts from it.")
  @Pattern(Formats.DATE_TIME)
  private String lastEnd;

  @JsonPropertyDescription("The time of the last request of a person that was answered.")
  @Pattern(Formats.DATE_TIME)
  private String asked;

  @JsonPropertyDescription("The last changes, the newest first.")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @Size(max = 10)
  private List<ChangeRecord> history;

  public State getState() {
    return state;
  }

  public void setState(State state) {
    this.state = state;
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

  public String getSince() {
    return since;
  }

  public void setSince(String since) {
    this.since = since;
  }

  public List<StepSize> getNext() {
    return next;
  }

  public void setNext(List<StepSize> next) {
    this.next = next;
  }

  public List<GuardVerdict> getVerdicts() {
    return verdicts;
  }

  public void setVerdicts(List<GuardVerdict> verdicts) {
    this.verdicts = verdicts;
  }

  public FlightStatus getFlight() {
    return flight;
  }

  public void setFlight(FlightStatus flight) {
    this.flight = flight;
  }

  public InForceStatus getInForce() {
    return inForce;
  }

  public void setInForce(InForceStatus inForce) {
    this.inForce = inForce;
  }

  public Integer getUndos() {
    return undos;
  }

  public void setUndos(Integer undos) {
    this.undos = undos;
  }

  public String getNotBefore() {
    return notBefore;
  }

  public void setNotBefore(String notBefore) {
    this.notBefore = notBefore;
  }

  public String getRelease() {
    return release;
  }

  public void setRelease(String release) {
    this.release = release;
  }

  public String getLastEnd() {
    return lastEnd;
  }

  public void setLastEnd(String lastEnd) {
    this.lastEnd = lastEnd;
  }

  public String getAsked() {
    return asked;
  }

  public void setAsked(String asked) {
    this.asked = asked;
  }

  public List<ChangeRecord> getHistory() {
    return history;
  }

  public void setHistory(List<ChangeRecord> history) {
    this.history = history;
  }

  /** How far a change is. */
  public enum State {
    Held,
    Ready,
    Applying,
    Watching,
    Applied,
    Undone,
    GivenUp,
    OwnedByOther
  }
}
