// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.DisruptionBudget;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.RolloutStatus;
import java.util.Optional;

/**
 * What ends pods or containers keeps to PodDisruptionBudgets, although neither roll-outs nor
 * resizes have to: a Rollout, and a resize that restarts a container.
 */
public final class DisruptionBudgets implements Guard {
  @Override
  public String name() {
    return "DisruptionBudgets";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    Optional<String> why = disrupts(step, facts);
    if (why.isEmpty()) {
      return Verdict.ALLOW;
    }
    int needed = needed(step, facts);
    for (DisruptionBudget budget : facts.cluster().budgets()) {
      if (!budget.counted()) {
        return new Verdict.Hold(
            Reason.NO_DISRUPTION_ALLOWED,
            "%s, and PodDisruptionBudget %s is not counted yet; the change waits for its status"
                .formatted(why.get(), budget.name()));
      }
      if (budget.allowed() < needed) {
        return new Verdict.Hold(
            Reason.NO_DISRUPTION_ALLOWED,
            "%s, and PodDisruptionBudget %s allows %d of the %d disruptions that it takes; add pods or widen the budget"
                .formatted(why.get(), budget.name(), budget.allowed(), needed));
      }
    }
    return Verdict.ALLOW;
  }

  private static Optional<String> disrupts(ProposedStep step, GuardFacts facts) {
    if (step.strategy() == ApplyStrategy.IN_PLACE) {
      return Restart.of(facts.cluster().pods(), step)
          .map(r -> r.toString().replaceFirst("^a", "A"));
    }
    boolean replaces =
        step.strategy() == ApplyStrategy.ROLLOUT
            && !facts.cluster().rollout().onDelete()
            && step.ref().kind() != WorkloadKind.CRONJOB;
    return replaces
        ? Optional.of("A roll-out replaces the pods of " + facts.cluster().workload().title())
        : Optional.empty();
  }

  /** All pods at once with Recreate, else one at a time. */
  private static int needed(ProposedStep step, GuardFacts facts) {
    RolloutStatus rollout = facts.cluster().rollout();
    return step.strategy() == ApplyStrategy.ROLLOUT && rollout.recreate()
        ? (int) facts.cluster().pods().stream().filter(LivePod::ready).count()
        : 1;
  }
}
