// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Flight.Phase;
import dev.rightsizing.model.apply.ResizeState;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is remembered after writes were tried. */
final class Outcomes {
  /** How long an undo lasts at least, so that no pod is missed that was resized just before it. */
  static final Duration SETTLES = Duration.ofSeconds(10);

  /** How long an undo waits for kubelets and roll-outs, which finish it without us. */
  static final Duration KUBELETS = Duration.ofMinutes(10);

  /** How long an undo is tried that the API server refuses. */
  static final Duration TRIES = Duration.ofHours(1);

  private Outcomes() {}

  static ApplyMemory after(ApplyMemory memory, List<Act.Result> results, Situation s) {
    if (s.isGone() || s.order().stop().isOn()) {
      return memory;
    }
    if (memory.flight().isEmpty()) {
      return NewPods.noted(memory, problem(results));
    }
    Flight flight = memory.flight().get();
    if (flight.phase() == Phase.UNDOING) {
      return undoing(memory, flight, results, s);
    }
    Optional<Act.Result> bad = results.stream().filter(r -> problem(r).isPresent()).findFirst();
    if (bad.isPresent()) {
      return failed(memory, flight, bad.get(), s);
    }
    return done(memory, flight, results, s);
  }

  private static ApplyMemory done(
      ApplyMemory memory, Flight flight, List<Act.Result> results, Situation s) {
    if (s.requests().paused()) {
      return memory;
    }
    if (flight.phase() == Phase.ROLLOUT) {
      boolean written =
          results.stream().anyMatch(r -> r.isDone() && r.act() instanceof Act.Template);
      return written ? memory.with(Optional.of(flight.in(Phase.PODS, s.now()))) : memory;
    }
    boolean all =
        flight.phase() == Phase.PODS
            && flight.strategy() == ApplyStrategy.IN_PLACE
            && results.stream().noneMatch(r -> r.act() instanceof Act.Resize)
            && Batches.areDone(s.facts(), Wanted.of(memory))
            && HealthCheck.of(flight, s).isGood();
    return all ? Flights.watching(memory, flight, s) : memory;
  }

  private static ApplyMemory failed(
      ApplyMemory memory, Flight flight, Act.Result result, Situation s) {
    Cause cause = problem(result).orElseThrow();
    boolean newPod = flight.phase() == Phase.WATCH;
    if (newPod || result.outcome() instanceof ActOutcome.Retry) {
      return memory.noting(cause.reason(), cause.message());
    }
    return Flights.undoing(memory, flight, cause, s.now());
  }

  private static ApplyMemory undoing(
      ApplyMemory memory, Flight flight, List<Act.Result> results, Situation s) {
    Optional<Cause> owner =
        results.stream()
            .filter(r -> r.act() instanceof Act.Template)
            .filter(r -> r.outcome() instanceof ActOutcome.Owned)
            .flatMap(r -> problem(r).stream())
            .findFirst();
    if (owner.isPresent()) {
      return Endings.undone(memory, flight.undoing(owner.get(), flight.phaseSince()), s);
    }
    Optional<Cause> problem =
        results.stream()
            .filter(
                r -> r.outcome() instanceof ActOutcome.Retry || !(r.act() instanceof Act.Target))
            .flatMap(r -> problem(r).stream())
            .findFirst();
    if (problem.isEmpty() && isOver(flight, SETTLES, s) && isUndone(flight, s)) {
      return Endings.undone(memory, flight, s);
    }
    if (isOver(flight, TRIES, s)) {
      return Endings.stranded(
          memory,
          flight,
          problem.map(Cause::message).orElse("another manager may write them again and again"),
          s);
    }
    return problem.map(c -> memory.noting(c.reason(), c.message())).orElse(memory);
  }

  private static boolean isUndone(Flight flight, Situation s) {
    if (flight.cause().filter(c -> c.reason() == Reason.TEMPLATE_CHANGED).isPresent()) {
      return true;
    }
    WorkloadFacts facts = s.facts();
    boolean waited = isOver(flight, KUBELETS, s);
    if (flight.strategy().changesTemplate()) {
      return TemplateSizes.of(facts, flight.steps()) != TemplateSizes.TO
          && (waited || !facts.rollout().progressing());
    }
    return Acts.changed(flight, facts).isEmpty()
        && (waited
            || Pods.resizable(facts).stream()
                .filter(p -> p.asks(Wanted.heading(flight)))
                .allMatch(p -> p.resize().state() == ResizeState.DONE));
  }

  private static boolean isOver(Flight flight, Duration most, Situation s) {
    return !s.now().isBefore(flight.phaseSince().plus(most));
  }

  /** The first that went wrong. */
  static Optional<Cause> problem(List<Act.Result> results) {
    return results.stream().flatMap(r -> problem(r).stream()).findFirst();
  }

  private static Optional<Cause> problem(Act.Result result) {
    return problem(result.outcome());
  }

  /** What an answer of the API server says is in the way. */
  static Optional<Cause> problem(ActOutcome outcome) {
    if (outcome instanceof ActOutcome.Owned owned) {
      return Optional.of(new Cause(Reason.FIELD_OWNED_BY_OTHER, owned.message()));
    }
    if (outcome instanceof ActOutcome.Refused refused) {
      return Optional.of(new Cause(refused.reason(), refused.message()));
    }
    if (outcome instanceof ActOutcome.Retry retry) {
      return Optional.of(new Cause(retry.reason(), retry.message()));
    }
    return Optional.empty();
  }
}
