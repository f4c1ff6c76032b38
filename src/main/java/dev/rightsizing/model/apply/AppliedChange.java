// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.List;

/**
 * One change in the history of a workload.
 *
 * @param at when it ended
 * @param targets of autoscalers that changed with them
 * @param reason why it was made or undone
 * @param by who wanted it
 */
public record AppliedChange(
    Instant at,
    List<SizeStep> steps,
    List<TargetStep> targets,
    Reason reason,
    String message,
    String by,
    Outcome outcome) {

  public AppliedChange {
    steps = List.copyOf(steps);
    targets = List.copyOf(targets);
  }

  /** One that changed no autoscaler. */
  public AppliedChange(
      Instant at, List<SizeStep> steps, Reason reason, String message, String by, Outcome outcome) {
    this(at, steps, List.of(), reason, message, by, outcome);
  }

  /** How a change ended. */
  public enum Outcome {
    APPLIED("Applied"),
    UNDONE("Undone"),
    /** It could not be finished, and nothing of it is left. */
    FAILED("Failed");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    /** As in a Recommendation. */
    public String text() {
      return text;
    }
  }
}
