// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings.Interruption;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.Flight.Phase;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Takes a change that is under way to its next phase, before anything is written. */
final class Flights {
  /** For how long the first pod is looked at with its new sizes. */
  static final Duration CANARY = Duration.ofMinutes(1);

  /** How long a roll-out may take that says itself nothing of its progress. */
  static final Duration ROLLOUT = Duration.ofHours(1);

  /** How long what is seen of a template may be from before we wrote it. */
  static final Duration LAG = Duration.ofMinutes(1);

  private Flights() {}

  static ApplyMemory next(ApplyMemory memory, Situation s) {
    Flight flight = memory.flight().orElseThrow();
    if (s.isGone()) {
      return Endings.gone(memory, flight, s);
    }
    if (s.order().stop().isOn()) {
      return s.order().stop().enabled()
          ? memory.noting(Reason.APPLY_STOPPED, s.order().stop().stopped().orElseThrow())
          : memory.noting(Reason.APPLY_DISABLED, Reason.APPLY_DISABLED.sentence());
    }
    ApplyMemory answered = s.undo(memory).map(memory::answered).orElse(memory);
    if (flight.phase() == Phase.UNDOING) {
      return answered;
    }
    Optional<Cause> cause = cause(memory, flight, s);
    if (cause.isPresent()) {
      return undoing(answered, flight, cause.get(), s.now());
    }
    Flight current =
        flight.release().equals(s.facts().release())
            ? flight
            : flight.ofRelease(s.facts().release(), s.now());
    return step(answered.with(Optional.of(current)), current, s);
  }

  /** Turns a change back. */
  static ApplyMemory undoing(ApplyMemory memory, Flight flight, Cause cause, Instant now) {
    return memory
        .with(Optional.of(flight.undoing(cause, now)))
        .in(ApplyState.APPLYING, cause.reason(), "It is being undone: " + cause.message(), now);
  }

  private static Optional<Cause> cause(ApplyMemory memory, Flight flight, Situation s) {
    return Stream.<Supplier<Optional<Cause>>>of(
            () -> requested(memory, s),
            () -> s.interrupted().filter(c -> flight.whenInterrupted() == Interruption.UNDO),
            () -> template(flight, s),
            () -> scaledAway(flight, s.facts()),
            () -> Reverts.of(memory, s),
            () -> health(flight, s),
            () -> progress(flight, s))
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Cause> requested(ApplyMemory memory, Situation s) {
    return s.undo(memory).map(Undo::cause);
  }

  private static Optional<Cause> template(Flight flight, Situation s) {
    if (!flight.strategy().changesTemplate()) {
      return flight.template().equals(s.facts().template())
          ? Optional.empty()
          : Optional.of(changed());
    }
    TemplateSizes declares = TemplateSizes.of(s.facts(), flight.steps());
    if (declares == TemplateSizes.OTHER) {
      return Optional.of(changed());
    }
    boolean written = flight.phase() != Phase.ROLLOUT;
    return written
            && declares == TemplateSizes.FROM
            && !s.now().isBefore(flight.phaseSince().plus(LAG))
        ? Optional.of(
            new Cause(
                Reason.REVERTED_BY_OWNER,
                "Another manager gave the template its previous sizes back; find it in the"
                    + " workload's managedFields, then use rightsize resume"))
        : Optional.empty();
  }

  private static Optional<Cause> scaledAway(Flight flight, WorkloadFacts facts) {
    boolean stays = facts.rollout().desired() > 0 && !facts.workload().ref().kind().isBatch();
    return facts.pods().isEmpty() && !stays && !flight.strategy().changesTemplate()
        ? Optional.of(new Cause(Reason.NO_PODS, "The workload has no pods any more"))
        : Optional.empty();
  }

  private static Cause changed() {
    return new Cause(
        Reason.TEMPLATE_CHANGED,
        "The sizes of the template changed meanwhile, and they are left as they are");
  }

  private static Optional<Cause> health(Flight flight, Situation s) {
    return HealthCheck.of(flight, s) instanceof Health.Bad bad
        ? Optional.of(bad.cause())
        : Optional.empty();
  }

  private static Optional<Cause> progress(Flight flight, Situation s) {
    if (!flight.strategy().changesTemplate()) {
      return ResizeProgress.failure(
          flight, Pods.resizable(s.facts()), s.settings().fallbackToRollout(), s.now());
    }
    return flight.phase() == Phase.PODS && isOver(flight, ROLLOUT, s.now())
        ? Optional.of(
            new Cause(
                Reason.ROLLOUT_STUCK,
                "The roll-out has not ended within " + ROLLOUT.toMinutes() + " minutes"))
        : Optional.empty();
  }

  private static ApplyMemory step(ApplyMemory memory, Flight flight, Situation s) {
    if (s.requests().paused() && flight.phase() != Phase.WATCH) {
      return memory.in(
          ApplyState.APPLYING, Reason.APPLY_PAUSED, Reason.APPLY_PAUSED.sentence(), s.now());
    }
    return switch (flight.phase()) {
      case CANARY -> canary(memory, flight, s);
      case PODS -> pods(memory, flight, s);
      case WATCH -> watch(memory, flight, s);
      default -> applying(memory, flight, "The template is changed: ", s);
    };
  }

  private static ApplyMemory canary(ApplyMemory memory, Flight flight, Situation s) {
    List<SizeStep> wanted = Wanted.of(memory);
    Optional<LivePod> pod =
        Pods.resizable(s.facts()).stream()
            .filter(p -> flight.canary().filter(p.name()::equals).isPresent())
            .findFirst();
    if (pod.isEmpty()) {
      return Batches.canary(s.facts(), wanted)
          .map(p -> flight.startingWith(p.name(), s.now()))
          .map(f -> applying(memory.with(Optional.of(f)), f, first(f), s))
          .orElseGet(() -> uncertain(memory, "No pod that could be resized is ready", s));
    }
    boolean proven =
        Pods.has(pod.get(), wanted)
            && pod.get().ready()
            && isOver(flight, CANARY, s.now())
            && HealthCheck.of(flight, s).isGood();
    if (!proven) {
      return applying(memory, flight, first(flight), s);
    }
    Flight all = flight.in(Phase.PODS, s.now());
    return pods(memory.with(Optional.of(all)), all, s);
  }

  private static String first(Flight flight) {
    return "Pod " + flight.canary().orElse("") + " is resized first: ";
  }

  private static ApplyMemory pods(ApplyMemory memory, Flight flight, Situation s) {
    if (flight.strategy().changesTemplate()) {
      return rollout(memory, flight, s);
    }
    Flight current =
        Acts.batch(memory, flight, s).isEmpty() ? flight : flight.in(Phase.PODS, s.now());
    return applying(memory.with(Optional.of(current)), current, "Pods are resized in batches: ", s);
  }

  private static ApplyMemory rollout(ApplyMemory memory, Flight flight, Situation s) {
    WorkloadFacts facts = s.facts();
    boolean ended =
        TemplateSizes.of(facts, flight.steps()) == TemplateSizes.TO
            && (facts.rollout().onDelete()
                || facts.rollout().isHealthy()
                    && Pods.staying(facts).stream().allMatch(p -> p.asks(flight.steps())));
    return ended
        ? watching(memory, flight, s)
        : memory.in(
            ApplyState.APPLYING,
            Reason.APPLYING,
            "Pods are replaced by the roll-out: " + StepsText.of(flight.steps()),
            s.now());
  }

  /** All is changed: the watch begins. */
  static ApplyMemory watching(ApplyMemory memory, Flight flight, Situation s) {
    Flight watched = flight.in(Phase.WATCH, s.now());
    return watch(memory.with(Optional.of(watched)), watched, s);
  }

  private static ApplyMemory watch(ApplyMemory memory, Flight flight, Situation s) {
    Instant until = flight.phaseSince().plus(s.settings().watch());
    ApplyMemory watching =
        memory.in(
            ApplyState.WATCHING,
            Reason.WATCHING,
            "Watched until " + until + ": " + StepsText.of(flight.steps()),
            s.now());
    if (HealthCheck.of(flight, s) instanceof Health.Uncertain uncertain) {
      return watching.noting(Reason.WATCH_UNCERTAIN, uncertain.why());
    }
    boolean all =
        Pods.resizable(s.facts()).stream().noneMatch(p -> Pods.lacks(p, Wanted.of(memory)));
    return !all || s.now().isBefore(until) ? watching : Endings.applied(watching, flight, s);
  }

  private static ApplyMemory applying(ApplyMemory memory, Flight flight, String what, Situation s) {
    if (HealthCheck.of(flight, s) instanceof Health.Uncertain uncertain) {
      return uncertain(memory, uncertain.why(), s);
    }
    String waiting =
        ResizeProgress.waiting(flight, Pods.resizable(s.facts())).map(w -> "; " + w).orElse("");
    return memory.in(
        ApplyState.APPLYING,
        Reason.APPLYING,
        what + StepsText.of(flight.steps()) + waiting,
        s.now());
  }

  private static ApplyMemory uncertain(ApplyMemory memory, String why, Situation s) {
    return memory.in(ApplyState.APPLYING, Reason.WATCH_UNCERTAIN, why, s.now());
  }

  private static boolean isOver(Flight flight, Duration most, Instant now) {
    return !now.isBefore(flight.phaseSince().plus(most));
  }
}
