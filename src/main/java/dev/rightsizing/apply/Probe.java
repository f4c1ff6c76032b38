// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.ApplyVerdict.Result;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.TargetStep;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Asks the API server whether it would take a change, before the change is recorded. */
final class Probe {
  private static final String NAME = "ServerDryRun";

  /** In place it will never do. */
  static final Set<Reason> NEVER_IN_PLACE =
      EnumSet.of(
          Reason.RESIZE_INFEASIBLE,
          Reason.RESIZE_NOT_SUPPORTED,
          Reason.LIMIT_CANNOT_BE_REMOVED,
          Reason.POD_LEVEL_RESOURCES,
          Reason.RESOURCE_CLAIMS,
          Reason.QOS_WOULD_CHANGE);

  private static final Duration AFTER_REFUSAL = Duration.ofMinutes(10);
  private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

  private Probe() {}

  /** What it will not take; empty where nothing is in the way. */
  static Optional<ActOutcome> ask(
      Actuator actuator, ProposedStep step, Actuator.Provenance by, Situation s) {
    Optional<LivePod> pod =
        step.strategy().changesTemplate()
            ? Optional.empty()
            : Batches.canary(s.facts(), step.steps());
    Optional<ActOutcome> problem =
        actuator.probe(s.ref(), step.strategy(), pod, step.steps(), s.settings());
    for (TargetStep target : step.targets()) {
      if (problem.isPresent()) {
        return problem;
      }
      problem =
          Optional.of(actuator.target(s.ref(), target, true, by))
              .filter(o -> !(o instanceof ActOutcome.Done));
    }
    return problem;
  }

  /** The same, held by what the API server said. */
  static ApplyMemory refused(ApplyMemory memory, ActOutcome outcome, Situation s) {
    Optional<Cause> cause = Outcomes.problem(outcome);
    if (cause.isEmpty()) {
      return memory;
    }
    if (outcome instanceof ActOutcome.Owned) {
      return memory
          .judged(List.of(), memory.verdicts())
          .in(ApplyState.OWNED_BY_OTHER, cause.get().reason(), cause.get().message(), s.now());
    }
    Duration pause = outcome instanceof ActOutcome.Retry ? AFTER_FAULT : AFTER_REFUSAL;
    ApplyVerdict verdict =
        new ApplyVerdict(
            NAME,
            Result.HOLD,
            cause.get().reason(),
            cause.get().message(),
            Optional.of(s.now().plus(pause)));
    return held(memory, memory.verdicts(), verdict, s);
  }

  /**
   * That the change is made by a roll-out, where the API server says that it cannot be made in
   * place and the policy falls back to that.
   */
  static Optional<ApplyVerdict> fallback(ActOutcome outcome, ProposedStep step, Situation s) {
    boolean falls =
        step.strategy() == ApplyStrategy.IN_PLACE
            && s.settings().fallbackToRollout()
            && outcome instanceof ActOutcome.Refused refused
            && NEVER_IN_PLACE.contains(refused.reason());
    return falls
        ? Outcomes.problem(outcome)
            .map(
                c ->
                    new ApplyVerdict(
                        NAME,
                        Result.ALLOW,
                        c.reason(),
                        "Changed by a roll-out, as spec.apply.fallback says: " + c.message(),
                        Optional.of(s.now().plus(AFTER_REFUSAL))))
        : Optional.empty();
  }

  /** Whether it said so not long ago. */
  static Optional<ApplyVerdict> fellBack(ApplyMemory memory, Situation s) {
    return s.settings().fallbackToRollout() ? last(memory, Result.ALLOW, s) : Optional.empty();
  }

  private static Optional<ApplyVerdict> last(ApplyMemory memory, Result result, Situation s) {
    return memory.verdicts().stream()
        .filter(v -> v.guard().equals(NAME) && v.result() == result)
        .filter(v -> v.until().filter(s.now()::isBefore).isPresent())
        .findFirst();
  }

  /** What it said not long ago; not where a person asks again. */
  static Optional<ApplyVerdict> standing(ApplyMemory memory, Situation s) {
    return s.once(memory).isPresent() ? Optional.empty() : last(memory, Result.HOLD, s);
  }

  static ApplyMemory held(
      ApplyMemory memory, List<ApplyVerdict> verdicts, ApplyVerdict verdict, Situation s) {
    List<ApplyVerdict> others =
        NewPods.kept(verdicts, memory).stream().filter(v -> !v.guard().equals(NAME)).toList();
    return memory
        .judged(List.of(), Stream.concat(others.stream(), Stream.of(verdict)).toList())
        .in(ApplyState.HELD, verdict.reason(), verdict.message(), s.now());
  }
}
