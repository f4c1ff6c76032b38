// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param lastEnd when the last change that was applied ended, from which the cool-down counts
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

  /** The same in another state; {@code since} moves only where the state changes. */
  public ApplyMemory in(ApplyState other, Reason why, String text, Instant now) {
    Instant from = other == state ? since : now;
    return copy(other, why, text, from, next, verdicts, flight, inForce, asked);
  }

  /** The same with other words for its state. */
  public ApplyMemory noting(Reason why, String text) {
    return copy(state, why, text, since, next, verdicts, flight, inForce, asked);
  }

  /** The same with what guards made of its next step. */
  public ApplyMemory judged(List<SizeStep> step, List<ApplyVerdict> shown) {
    return copy(state, reason, message, since, step, shown, flight, inForce, asked);
  }

  /** The same with another change under way, or none. */
  public ApplyMemory with(Optional<Flight> other) {
    return copy(state, reason, message, since, next, verdicts, other, inForce, asked);
  }

  /** The same with other sizes in force, or none. */
  public ApplyMemory withInForce(Optional<InForce> other) {
    return copy(state, reason, message, since, next, verdicts, flight, other, asked);
  }

  /** The same after a request of a person was answered. */
  public ApplyMemory answered(Instant request) {
    Optional<Instant> latest = asked.filter(a -> a.isAfter(request)).or(() -> Optional.of(request));
    return copy(state, reason, message, since, next, verdicts, flight, inForce, latest);
  }

  private ApplyMemory copy(
      ApplyState other,
      Reason why,
      String text,
      Instant from,
      List<SizeStep> step,
      List<ApplyVerdict> shown,
      Optional<Flight> change,
      Optional<InForce> sizes,
      Optional<Instant> request) {
    return new ApplyMemory(
        other, why, text, from, step, shown, change, sizes, undos, notBefore, release, lastEnd,
        request, history);
  }

  /** The same with another count of changes undone in a row, of a release. */
  public ApplyMemory withUndos(int count, Optional<Instant> until, String counted) {
    return new ApplyMemory(
        state, reason, message, since, next, verdicts, flight, inForce, count, until, counted,
        lastEnd, asked, history);
  }

  /**
   * The same after its change ended, which the history keeps; only one that was applied cools down.
   */
  public ApplyMemory ended(AppliedChange change) {
    List<AppliedChange> changes =
        Stream.concat(Stream.of(change), history.stream()).limit(HISTORY).toList();
    boolean cools = change.outcome() == AppliedChange.Outcome.APPLIED;
    Optional<Instant> end = cools ? Optional.of(change.at()) : lastEnd;
    return new ApplyMemory(
        state,
        reason,
        message,
        since,
        next,
        verdicts,
        Optional.empty(),
        inForce,
        undos,
        notBefore,
        release,
        end,
        asked,
        changes);
  }

  /** The newest of its history. */
  public Optional<AppliedChange> newest() {
    return history.stream().findFirst();
  }

  /** Whether a change is under way, so that it counts for the budget. */
  public boolean isInFlight() {
    return flight.isPresent();
  }
}
