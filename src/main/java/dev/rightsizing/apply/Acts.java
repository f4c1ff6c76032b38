// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Derives what is to be written now from what is remembered and how the cluster is, and from
 * nothing else: whoever finds the same memory does the same.
 */
final class Acts {
  private Acts() {}

  /** The writes in their order. */
  static List<Act> of(ApplyMemory memory, Situation s) {
    if (s.isGone() || s.order().stop().isOn()) {
      return List.of();
    }
    if (memory.flight().isEmpty()) {
      return newPods(memory, s);
    }
    Flight flight = memory.flight().get();
    if (flight.phase() == Flight.Phase.UNDOING) {
      return undo(memory, flight, s.facts());
    }
    if (s.requests().paused() && flight.phase() != Flight.Phase.WATCH) {
      return List.of();
    }
    return switch (flight.phase()) {
      case CANARY -> canary(memory, flight, s.facts());
      case PODS -> pods(memory, flight, s);
      case ROLLOUT -> rollout(flight);
      default -> lacking(memory, s.facts());
    };
  }

  private static List<Act> newPods(ApplyMemory memory, Situation s) {
    boolean left =
        s.interrupted().isPresent()
            || memory.state() == ApplyState.OWNED_BY_OTHER
            || memory.inForce().isEmpty()
            || !memory.inForce().get().template().equals(s.facts().template());
    return left ? List.of() : lacking(memory, s.facts());
  }

  private static List<Act> lacking(ApplyMemory memory, WorkloadFacts facts) {
    return resize(
        Pods.resizable(facts).stream().filter(p -> Pods.lacks(p, Wanted.of(memory))).toList(),
        memory);
  }

  private static List<Act> canary(ApplyMemory memory, Flight flight, WorkloadFacts facts) {
    return resize(
        Pods.resizable(facts).stream()
            .filter(p -> flight.canary().filter(p.name()::equals).isPresent())
            .filter(p -> Pods.lacks(p, Wanted.of(memory)))
            .toList(),
        memory);
  }

  private static List<Act> pods(ApplyMemory memory, Flight flight, Situation s) {
    if (flight.strategy().changesTemplate()) {
      return List.of();
    }
    List<Act> acts = new ArrayList<>(targets(flight.targets()));
    acts.addAll(resize(batch(memory, flight, s), memory));
    return acts;
  }

  /** The pods that are changed next; none while anything is not well. */
  static List<LivePod> batch(ApplyMemory memory, Flight flight, Situation s) {
    return HealthCheck.of(flight, s).isGood()
        ? Batches.next(s.facts(), Wanted.of(memory))
        : List.of();
  }

  private static List<Act> rollout(Flight flight) {
    return Stream.concat(
            targets(flight.targets()).stream(), Stream.of(new Act.Template(flight.steps())))
        .toList();
  }

  private static List<Act> undo(ApplyMemory memory, Flight flight, WorkloadFacts facts) {
    List<Act> acts =
        new ArrayList<>(targets(flight.targets().stream().map(TargetStep::reversed).toList()));
    // The template's new sizes hold, whatever they are.
    boolean left = flight.cause().filter(c -> c.reason() == Reason.TEMPLATE_CHANGED).isPresent();
    if (left) {
      return acts;
    }
    if (flight.strategy() == ApplyStrategy.IN_PLACE) {
      acts.addAll(resize(changed(flight, facts), memory));
    } else if (TemplateSizes.of(facts, flight.steps()) == TemplateSizes.TO) {
      acts.add(new Act.Template(Wanted.heading(flight)));
    }
    return acts;
  }

  /** Pods that have the sizes of a change and not those before it. */
  static List<LivePod> changed(Flight flight, WorkloadFacts facts) {
    List<SizeStep> back = flight.steps().stream().map(SizeStep::reversed).toList();
    return Pods.resizable(facts).stream()
        .filter(p -> p.asks(flight.steps()) && Pods.lacks(p, back))
        .toList();
  }

  private static List<Act> targets(List<TargetStep> steps) {
    return steps.stream().<Act>map(Act.Target::new).toList();
  }

  private static List<Act> resize(List<LivePod> pods, ApplyMemory memory) {
    List<SizeStep> wanted = Wanted.of(memory);
    return pods.stream().<Act>map(p -> new Act.Resize(p, wanted)).toList();
  }
}
