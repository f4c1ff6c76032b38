// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One observation about an object, with the fields of {@code metav1.Condition}. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public class Condition {

  @JsonPropertyDescription(
      "What is observed, such as Ready; at most one condition of each type exists.")
  @Required
  @Size(min = 1, max = 316)
  @Pattern(Formats.CONDITION_TYPE)
  private String type;

  @JsonPropertyDescription("Whether the observation holds: True, False, or Unknown.")
  @Required
  private Status status;

  @JsonPropertyDescription(
      "The metadata.generation that was observed; a lower number than the current one means that the condition is out of date.")
  @Min(0)
  private Long observedGeneration;

  @JsonPropertyDescription("When the status last changed.")
  @Required
  @Pattern(Formats.DATE_TIME)
  private String lastTransitionTime;

  @JsonPropertyDescription("Why, as one word for programs; see the troubleshooting guide for each.")
  @Required
  @Size(min = 1, max = 1024)
  @Pattern(Formats.REASON)
  private String reason;

  @JsonPropertyDescription("Why, as a sentence for people, with what to do.")
  @Required
  @Size(max = 32768)
  private String message;

  public String getType() {
    return type;
  }

  public void setType(String type) {
    this.type = type;
  }

  public Status getStatus() {
    return status;
  }

  public void setStatus(Status status) {
    this.status = status;
  }

  public Long getObservedGeneration() {
    return observedGeneration;
  }

  public void setObservedGeneration(Long observedGeneration) {
    this.observedGeneration = observedGeneration;
  }

  public String getLastTransitionTime() {
    return lastTransitionTime;
  }

  public void setLastTransitionTime(String lastTransitionTime) {
    this.lastTransitionTime = lastTransitionTime;
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

  /** Whether an observation holds. */
  public enum Status {
    True,
    False,
    Unknown
  }
}
