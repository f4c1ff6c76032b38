// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.AppliedChange;
import dev.rightsizing.model.apply.AppliedChange.Outcome;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How a change ends, and what is remembered of it. */
final class Endings {
  /** Nothing of the change was bad; somebody wanted it otherwise. */
  private static final Set<Reason> NOT_COUNTED =
      EnumSet.of(
          Reason.UNDO_REQUESTED,
          Reason.POLICY_STOPPED,
          Reason.TEMPLATE_CHANGED,
          Reason.REVERTED_BY_OWNER,
          Reason.FIELD_OWNED_BY_OTHER,
          Reason.NO_PODS);

  private static final Set<Reason> OWNED =
      EnumSet.of(Reason.REVERTED_BY_OWNER, Reason.FIELD_OWNED_BY_OTHER);

  /** It did not come to a change that could be good or bad. */
  private static final Set<Reason> NEVER_MADE =
      EnumSet.of(
          Reason.RESIZE_INFEASIBLE,
          Reason.RESIZE_NOT_SUPPORTED,
          Reason.QOS_WOULD_CHANGE,
          Reason.LIMIT_CANNOT_BE_REMOVED,
          Reason.LIMIT_RANGE_REFUSES,
          Reason.POD_LEVEL_RESOURCES,
          Reason.RESOURCE_CLAIMS,
          Reason.CHANGE_REFUSED,
          Reason.QUOTA_FULL,
          Reason.APPLY_FORBIDDEN,
          Reason.TEMPLATE_CHANGED,
          Reason.FIELD_OWNED_BY_OTHER,
          Reason.NO_PODS);

  private Endings() {}

  /** Its watch ended well. */
  static ApplyMemory applied(ApplyMemory memory, Flight flight, Situation s) {
    String message = "Applied and watched: " + StepsText.of(flight.steps());
    ApplyMemory ended =
        memory.ended(change(flight, s.now(), Reason.APPLIED, message, Outcome.APPLIED));
    if (flight.strategy() == ApplyStrategy.IN_PLACE) {
      ended = ended.withInForce(InForces.with(memory, flight.steps(), s.facts(), s.now()));
    }
    return ended
        .withUndos(0, Optional.empty(), flight.release())
        .in(ApplyState.APPLIED, Reason.APPLIED, message, s.now());
  }

  /** The sizes before it are restored. */
  static ApplyMemory undone(ApplyMemory memory, Flight flight, Situation s) {
    Cause cause = flight.cause().orElseThrow();
    Reason reason = cause.reason();
    Outcome outcome = NEVER_MADE.contains(reason) ? Outcome.FAILED : Outcome.UNDONE;
    ApplyMemory ended = memory.ended(change(flight, s.now(), reason, cause.message(), outcome));
    if (OWNED.contains(reason)) {
      return ended
          .withInForce(Optional.empty())
          .in(ApplyState.OWNED_BY_OTHER, reason, cause.message(), s.now());
    }
    if (reason == Reason.TEMPLATE_CHANGED) {
      return ended.in(ApplyState.HELD, reason, cause.message(), s.now());
    }
    if (NOT_COUNTED.contains(reason)) {
      return ended.in(ApplyState.UNDONE, reason, cause.message(), s.now());
    }
    int undos = memory.release().equals(flight.release()) ? memory.undos() + 1 : 1;
    Instant until = s.now().plus(BackOff.after(undos));
    ended = ended.withUndos(undos, Optional.of(until), flight.release());
    return undos < BackOff.MOST_UNDOS
        ? ended.in(ApplyState.UNDONE, reason, cause.message(), s.now())
        : ended.in(
            ApplyState.GIVEN_UP,
            Reason.GIVEN_UP,
            undos
                + " changes of this release were undone in a row; the last because: "
                + cause.message(),
            s.now());
  }

  /** The sizes before it could not be restored. */
  static ApplyMemory stranded(ApplyMemory memory, Flight flight, String why, Situation s) {
    String message =
        "The previous sizes could not be restored everywhere: "
            + why
            + ". Restore them by hand ("
            + StepsText.of(Wanted.heading(flight))
            + "), then use rightsize resume";
    return memory
        .withUndos(memory.undos(), memory.notBefore(), flight.release())
        .ended(
            change(flight, s.now(), flight.cause().orElseThrow().reason(), message, Outcome.FAILED))
        .in(ApplyState.GIVEN_UP, Reason.GIVEN_UP, message, s.now());
  }

  /** The workload is gone. */
  static ApplyMemory gone(ApplyMemory memory, Flight flight, Situation s) {
    String message = "The workload is gone";
    return memory
        .withInForce(Optional.empty())
        .ended(change(flight, s.now(), Reason.NO_PODS, message, Outcome.FAILED))
        .in(ApplyState.HELD, Reason.NO_PODS, message, s.now());
  }

  private static AppliedChange change(
      Flight flight, Instant now, Reason reason, String message, Outcome outcome) {
    return new AppliedChange(
        now, flight.steps(), flight.targets(), reason, message, flight.by(), outcome);
  }
}
