// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.AppliedChange;
import dev.rightsizing.model.apply.AppliedChange.Outcome;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.InForce;
import dev.rightsizing.model.apply.RequestAnnotations;
import dev.rightsizing.model.apply.SizeStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes back a change that was applied, because a person asks for it. */
final class Undo {
  private Undo() {}

  /** Why sizes are restored that a person wants back. */
  static Cause cause(Instant asked) {
    return new Cause(
        Reason.UNDO_REQUESTED,
        "The previous sizes were requested at "
            + asked
            + "; they stay until other sizes are recommended, or until rightsize resume");
  }

  /**
   * The newest change that is still in place on its way back; only answered where there is none.
   */
  static ApplyMemory of(ApplyMemory memory, Instant asked, Situation s) {
    ApplyMemory answered = memory.answered(asked);
    return memory.history().stream()
        .filter(c -> c.outcome() == Outcome.APPLIED)
        .flatMap(c -> strategy(c, memory, s).map(how -> undo(answered, c, how, s)).stream())
        .findFirst()
        .orElse(answered);
  }

  /** How a change is taken back; empty where its sizes are not those of today. */
  private static Optional<ApplyStrategy> strategy(
      AppliedChange change, ApplyMemory memory, Situation s) {
    List<SizeStep> inForce = memory.inForce().map(InForce::steps).orElse(List.of());
    if (change.steps().stream().allMatch(c -> inForce.stream().anyMatch(i -> isSame(i, c)))) {
      return Optional.of(ApplyStrategy.IN_PLACE);
    }
    if (TemplateSizes.of(s.facts(), change.steps()) != TemplateSizes.TO) {
      return Optional.empty();
    }
    // What was resized to the very sizes of the template is resized back, not rolled out.
    boolean pods =
        s.settings().strategy() == ApplyStrategy.IN_PLACE && !s.settings().fallbackToRollout();
    return Optional.of(pods ? ApplyStrategy.IN_PLACE : ApplyStrategy.ROLLOUT);
  }

  private static boolean isSame(SizeStep inForce, SizeStep changed) {
    return inForce.container().equals(changed.container())
        && inForce.resource() == changed.resource()
        && inForce.to().equals(changed.to());
  }

  private static ApplyMemory undo(
      ApplyMemory memory, AppliedChange change, ApplyStrategy how, Situation s) {
    Flight flight =
        new Flight(
            Beginning.id(s),
            Flight.Phase.UNDOING,
            how,
            change.steps(),
            change.targets(),
            s.now(),
            s.now(),
            Optional.empty(),
            s.facts().release(),
            s.facts().template(),
            RequestAnnotations.UNDO,
            s.settings().whenInterrupted(),
            Optional.empty());
    Cause why = cause(memory.asked().orElseThrow());
    ApplyMemory back = Flights.undoing(memory, flight, why, s.now());
    if (how != ApplyStrategy.IN_PLACE) {
      return back;
    }
    List<SizeStep> before = change.steps().stream().map(SizeStep::reversed).toList();
    return back.withInForce(InForces.with(memory, before, s.facts(), s.now()));
  }
}
