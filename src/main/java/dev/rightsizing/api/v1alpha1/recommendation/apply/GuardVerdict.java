// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api.v1alpha1.recommendation.apply;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.rightsizing.api.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** What one guard says of the step. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class GuardVerdict {

  @JsonPropertyDescription("Name of the guard, such as Cooldown.")
  @Size(max = 63)
  private String guard;

  @JsonPropertyDescription(
      "Shrink (the step is smaller), Hold (not now) or Refuse (not in this way).")
  private Result result;

  @JsonPropertyDescription("Why, in CamelCase.")
  @Pattern(Formats.REASON)
  @Size(max = 64)
  private String reason;

  @JsonPropertyDescription("The same in one sentence: what is in the way and what to do.")
  @Size(max = 1024)
  private String message;

  @JsonPropertyDescription("Until when, where time alone changes it.")
  @Pattern(Formats.DATE_TIME)
  private String until;

  public String getGuard() {
    return guard;
  }

  public void setGuard(String guard) {
    this.guard = guard;
  }

  public Result getResult() {
    return result;
  }

  public void setResult(Result result) {
    this.result = result;
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

  public String getUntil() {
    return until;
  }

  public void setUntil(String until) {
    this.until = until;
  }

  /** What a guard makes of a step. */
  public enum Result {
    Allow,
    Shrink,
    Hold,
    Refuse
  }
}
