// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.apply.ApplyOrder.WorkloadOrder;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplyState;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.SizeStep;
import java.time.Instant;
import java.util.Optional;

/** Of which workloads a pass may lower the memory, so that it asks how much is used now. */
final class FallingMemory {
  private FallingMemory() {}

  static boolean mayFall(WorkloadOrder order, ApplySettings settings, Instant now) {
    return order.memory().isInFlight()
        || order.memory().inForce().isPresent()
        || order.goal().filter(goal -> mayBegin(goal, order, settings, now)).isPresent();
  }

  private static boolean mayBegin(
      Goal goal, WorkloadOrder order, ApplySettings settings, Instant now) {
    ApplyMemory memory = order.memory();
    boolean asked =
        order
            .requests()
            .once()
            .filter(at -> memory.asked().filter(answered -> !at.isAfter(answered)).isEmpty())
            .isPresent();
    boolean decided =
        goal.decision() == Goal.Decision.APPROVED
            || goal.decision() == Goal.Decision.PENDING && !settings.approvalRequired();
    boolean left =
        memory.state() == ApplyState.GIVEN_UP || memory.state() == ApplyState.OWNED_BY_OTHER;
    boolean waits =
        isLater(memory.notBefore(), now)
            || isLater(memory.lastEnd().map(end -> end.plus(settings.cooldown())), now);
    return goal.steps().stream().anyMatch(FallingMemory::isMemoryDown)
        && (asked || decided && !waits)
        && (!left || order.requests().resumed().isPresent());
  }

  private static boolean isLater(Optional<Instant> time, Instant now) {
    return time.filter(now::isBefore).isPresent();
  }

  private static boolean isMemoryDown(SizeStep step) {
    return step.resource() == Resource.MEMORY && step.isDown();
  }
}
