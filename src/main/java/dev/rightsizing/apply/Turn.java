// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.apply.ApplyOrder.Others;
import dev.rightsizing.apply.ApplyOrder.WorkloadOrder;
import dev.rightsizing.guard.GuardFacts.InFlight;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose turn it is in a pass, and how many change already. */
final class Turn {
  private final ApplyOrder order;
  private final Instant now;
  private final Set<WorkloadRef> flying = new HashSet<>();
  private final Map<String, Integer> byNamespace = new HashMap<>();

  Turn(ApplyOrder order, Instant now) {
    this.order = order;
    this.now = now;
    order.workloads().forEach(w -> changed(w.ref(), w.memory()));
  }

  /** Changes under way first, then what people ask for, then what needs more than it has. */
  List<WorkloadOrder> workloads() {
    return order.workloads().stream()
        .sorted(
            Comparator.<WorkloadOrder, Boolean>comparing(w -> !w.memory().isInFlight())
                .thenComparing(w -> !isRequested(w))
                .thenComparing(w -> w.goal().filter(Turn::rises).isEmpty())
                .thenComparing(WorkloadOrder::ref))
        .toList();
  }

  private static boolean isRequested(WorkloadOrder workload) {
    return workload
        .requests()
        .once()
        .filter(t -> workload.memory().asked().map(t::isAfter).orElse(true))
        .isPresent();
  }

  private static boolean rises(Goal goal) {
    return goal.steps().stream().anyMatch(s -> s.isChange() && !s.isDown());
  }

  /** Notes whether a workload changes now. */
  void changed(WorkloadRef ref, ApplyMemory memory) {
    if (memory.isInFlight() && flying.add(ref)) {
      byNamespace.merge(ref.namespace(), 1, Integer::sum);
    } else if (!memory.isInFlight() && flying.remove(ref)) {
      byNamespace.merge(ref.namespace(), -1, Integer::sum);
    }
  }

  /** How many others change now. */
  InFlight inFlight(WorkloadRef ref) {
    Others others = order.others();
    int own = flying.contains(ref) ? 1 : 0;
    return new InFlight(
        flying.size() - own,
        others.inNamespace().getOrDefault(ref.namespace(), 0)
            + byNamespace.getOrDefault(ref.namespace(), 0)
            - own,
        others.inCluster() + flying.size() - own,
        others.mostInNamespace(),
        others.mostInCluster());
  }

  /** Those that may lower memory now. */
  List<WorkloadRef> needingWorkingSets() {
    return order.workloads().stream().filter(this::mayLowerMemory).map(WorkloadOrder::ref).toList();
  }

  private boolean mayLowerMemory(WorkloadOrder workload) {
    ApplyMemory memory = workload.memory();
    boolean rests =
        memory.isInFlight()
            || order.stop().isOn()
            || order.interrupted().isPresent()
            || workload.facts().isEmpty()
            || workload.requests().paused();
    if (rests || workload.goal().isEmpty()) {
      return false;
    }
    boolean cools =
        memory
                .lastEnd()
                .map(t -> t.plus(order.settings().cooldown()))
                .filter(now::isBefore)
                .isPresent()
            && !isRequested(workload);
    return !cools
        && workload.goal().get().steps().stream()
            .anyMatch(s -> s.resource() == Resource.MEMORY && falls(s, workload));
  }

  /** From what pods or the template have now, whichever may be changed. */
  private boolean falls(SizeStep step, WorkloadOrder workload) {
    WorkloadFacts facts = workload.facts().orElseThrow();
    boolean pods = order.settings().strategy() == ApplyStrategy.IN_PLACE;
    boolean template = !pods || order.settings().fallbackToRollout();
    return pods && falls(LiveSteps.of(List.of(step), workload.memory(), facts, false))
        || template && falls(LiveSteps.of(List.of(step), workload.memory(), facts, true));
  }

  private static boolean falls(List<SizeStep> steps) {
    return steps.stream().anyMatch(SizeStep::isDown);
  }
}
