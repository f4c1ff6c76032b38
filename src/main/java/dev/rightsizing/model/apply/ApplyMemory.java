// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is remembered of the changes of one workload. It lives in {@code status.apply} of its
 * Recommendation and nowhere else, so that a restart forgets nothing.
 *
 * @param reason why it is in that state
 * @param message the same in one sentence
 * @param since when the state began
 * @param next the step that the guards allow now; empty where none
 * @param verdicts of the guards that do not simply allow
 * @param flight the change under way; empty where none is
 * @param inForce sizes that pods have and their template does not; empty where there are none
 * @param undos changes undone in a row, of one release
 * @param notBefore until when no change begins after one that was undone
 * @param release that {@code undos} counts for
 * @param lastEnd when the last change ended, from which the cool-down counts
 * @param asked the time of the last request of a person that was answered: apply once, or undo
 * @param history the last changes, the newest first
 */
public record ApplyMemory(
    ApplyState state,
    Reason reason,
    String message,
    Instant since,
    List<SizeStep> next,
    List<ApplyVerdict> verdicts,
    Optional<Flight> flight,
    Optional<InForce> inForce,
    int undos,
    Optional<Instant> notBefore,
    String release,
    Optional<Instant> lastEnd,
    Optional<Instant> asked,
    List<AppliedChange> history) {

  /** How many changes the history keeps. */
  public static final int HISTORY = 10;

  public ApplyMemory {
    next = List.copyOf(next);
    verdicts = List.copyOf(verdicts);
    history = List.copyOf(history);
  }

  /** Of a workload that was never changed. */
  public static ApplyMemory first(Instant now) {
    return new ApplyMemory(
        ApplyState.HELD,
        Reason.NOTHING_TO_APPLY,
        Reason.NOTHING_TO_APPLY.sentence(),
        now,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** Whether a change is under way, so that it counts for the budget. */
  public boolean isInFlight() {
    return flight.isPresent();
  }
}
