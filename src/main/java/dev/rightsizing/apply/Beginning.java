// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.guard.Judgement;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.cluster.StrategyChoice;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.AppliedChange;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.ApplyVerdict;
import dev.rightsizing.model.apply.ApplyVerdict.Result;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Flight.Phase;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.RequestAnnotations;
import dev.rightsizing.model.apply.SizeStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides whether a change begins now. */
final class Beginning {
  private final Guards guards;

  Beginning(Guards guards) {
    this.guards = guards;
  }

  /**
   * What was decided.
   *
   * @param memory as it is without a change
   * @param step that may begin, unless the API server refuses it; empty where none may
   */
  record Decision(ApplyMemory memory, Optional<ProposedStep> step) {
    private static Decision stay(ApplyMemory memory) {
      return new Decision(memory, Optional.empty());
    }
  }

  /** Judges the next step of a workload of which no change is under way. */
  Decision decide(ApplyMemory memory, Situation s) {
    if (s.isGone()) {
      return Decision.stay(memory);
    }
    if (s.interrupted().isPresent()) {
      Cause cause = s.interrupted().get();
      ApplyMemory idle = memory.judged(List.of(), List.of());
      return Decision.stay(
          Ground.isLeftAlone(memory) || memory.state() == ApplyState.UNDONE
              ? idle
              : idle.in(ApplyState.HELD, cause.reason(), cause.message(), s.now()));
    }
    if (Ground.isLeftAlone(memory)) {
      return Decision.stay(memory.judged(List.of(), NewPods.kept(List.of(), memory)));
    }
    Judgement judged = judge(memory, s);
    if (judged.step().isEmpty() && judged.stop().isEmpty() && shrinks(judged).isEmpty()) {
      return Decision.stay(nothing(memory, s));
    }
    if (s.order().stop().isOn()) {
      return Decision.stay(held(memory, judged, s));
    }
    if (wasUndoneByRequest(memory, judged.step().steps()) && s.once(memory).isEmpty()) {
      return Decision.stay(memory.judged(List.of(), NewPods.kept(judged.verdicts(), memory)));
    }
    if (!judged.isAllowed() || s.requests().paused()) {
      return Decision.stay(held(memory, judged, s));
    }
    if (s.settings().dryRun()) {
      return Decision.stay(ready(memory, judged, Reason.DRY_RUN_ONLY, s));
    }
    Optional<ApplyVerdict> probed = Probe.standing(memory, s);
    if (probed.isPresent()) {
      return Decision.stay(Probe.held(memory, judged.verdicts(), probed.get(), s));
    }
    return new Decision(ready(memory, judged, Reason.APPLY_READY, s), Optional.of(judged.step()));
  }

  private Judgement judge(ApplyMemory memory, Situation s) {
    GuardFacts facts = s.forGuards(memory);
    ApplyStrategy wanted = s.settings().strategy();
    ProposedStep first = proposed(wanted, memory, s);
    Optional<ApplyVerdict> fellBack = Probe.fellBack(memory, s);
    StrategyChoice choice =
        fellBack.isPresent() || neverInPlace(memory, s)
            ? new StrategyChoice(ApplyStrategy.ROLLOUT, fellBack)
            : StrategyChoice.of(first, facts);
    ProposedStep step =
        choice.strategy() == wanted ? first : proposed(choice.strategy(), memory, s);
    if (step.isEmpty()) {
      return new Judgement(step, List.of());
    }
    Judgement judged = guards.judge(step, facts);
    return choice
        .note()
        .map(n -> Stream.concat(Stream.of(n), judged.verdicts().stream()).toList())
        .map(verdicts -> new Judgement(judged.step(), verdicts))
        .orElse(judged);
  }

  /** Whether it could not be made in place the last time, and the policy falls back. */
  private static boolean neverInPlace(ApplyMemory memory, Situation s) {
    return s.settings().strategy() == ApplyStrategy.IN_PLACE
        && s.settings().fallbackToRollout()
        && memory
            .newest()
            .filter(c -> c.outcome() == AppliedChange.Outcome.FAILED)
            .filter(c -> Probe.NEVER_IN_PLACE.contains(c.reason()))
            .isPresent();
  }

  private static ProposedStep proposed(ApplyStrategy strategy, ApplyMemory memory, Situation s) {
    Goal goal = s.goal().orElseThrow();
    List<SizeStep> steps =
        LiveSteps.of(goal.steps(), memory, s.facts(), strategy.changesTemplate());
    return new ProposedStep(s.ref(), strategy, steps, goal.targets());
  }

  private static ApplyMemory nothing(ApplyMemory memory, Situation s) {
    ApplyMemory done = s.once(memory).map(memory::answered).orElse(memory);
    ApplyMemory idle = done.judged(List.of(), NewPods.kept(List.of(), memory));
    return memory.state() == ApplyState.APPLIED || memory.state() == ApplyState.UNDONE
        ? idle
        : idle.in(
            ApplyState.HELD, Reason.NOTHING_TO_APPLY, Reason.NOTHING_TO_APPLY.sentence(), s.now());
  }

  private static ApplyMemory held(ApplyMemory memory, Judgement judged, Situation s) {
    List<Reason> stops =
        judged.verdicts().stream()
            .filter(v -> v.result().stops())
            .map(ApplyVerdict::reason)
            .distinct()
            .toList();
    if (stops.equals(List.of(Reason.DRY_RUN_ONLY))
        || stops.equals(List.of(Reason.BUDGET_USED)) && !judged.step().isEmpty()) {
      return ready(memory, judged, stops.get(0), s);
    }
    ApplyMemory idle = memory.judged(List.of(), NewPods.kept(judged.verdicts(), memory));
    boolean waits =
        memory.state() == ApplyState.UNDONE
            && memory.notBefore().filter(s.now()::isBefore).isPresent();
    if (waits) {
      return idle;
    }
    return judged
        .why()
        .map(v -> idle.in(ApplyState.HELD, v.reason(), v.message(), s.now()))
        .orElseGet(
            () -> idle.in(ApplyState.HELD, stopReason(s), stopReason(s).sentence(), s.now()));
  }

  private static List<ApplyVerdict> shrinks(Judgement judged) {
    return judged.verdicts().stream().filter(v -> v.result() == Result.SHRINK).toList();
  }

  /** Where no guard said so. */
  private static Reason stopReason(Situation s) {
    if (!s.order().stop().enabled()) {
      return Reason.APPLY_DISABLED;
    }
    return s.order().stop().stopped().isPresent() ? Reason.APPLY_STOPPED : Reason.APPLY_PAUSED;
  }

  private static ApplyMemory ready(
      ApplyMemory memory, Judgement judged, Reason reason, Situation s) {
    return memory
        .judged(judged.step().steps(), NewPods.kept(judged.verdicts(), memory))
        .in(ApplyState.READY, reason, reason.sentence(), s.now());
  }

  /** A person took the same step back, so it is not made again until the goal is another. */
  private static boolean wasUndoneByRequest(ApplyMemory memory, List<SizeStep> steps) {
    return memory.state() == ApplyState.UNDONE
        && memory.reason() == Reason.UNDO_REQUESTED
        && memory.newest().filter(c -> SameSizes.are(c.steps(), steps)).isPresent();
  }

  /** The same with a change under way, which is to be kept before anything is written. */
  static ApplyMemory begin(ApplyMemory memory, ProposedStep step, Situation s) {
    Optional<Instant> once = s.once(memory);
    boolean template = step.strategy().changesTemplate();
    Optional<String> canary =
        template || Pods.resizable(s.facts()).size() < 2
            ? Optional.empty()
            : Batches.canary(s.facts(), step.steps()).map(p -> p.name());
    Phase pods = canary.isPresent() ? Phase.CANARY : Phase.PODS;
    Instant now = s.now();
    Flight flight =
        new Flight(
            id(s),
            template ? Phase.ROLLOUT : pods,
            step.strategy(),
            step.steps(),
            step.targets(),
            now.truncatedTo(ChronoUnit.SECONDS),
            now,
            canary,
            s.facts().release(),
            s.facts().template(),
            once.map(t -> RequestAnnotations.APPLY_ONCE).orElse("policy"),
            s.settings().whenInterrupted(),
            Optional.empty());
    return once.map(memory::answered)
        .orElse(memory)
        .with(Optional.of(flight))
        .judged(step.steps(), memory.verdicts())
        .in(ApplyState.APPLYING, Reason.APPLYING, "Begins: " + StepsText.of(step.steps()), now);
  }

  /** Names a change: another for each workload and second. */
  static String id(Situation s) {
    return Long.toString(s.now().getEpochSecond(), Character.MAX_RADIX)
        + "-"
        + Integer.toUnsignedString(s.ref().toString().hashCode(), Character.MAX_RADIX);
  }
}
