// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.DisruptionBudget;
import dev.rightsizing.testkit.apply.Cluster;
import dev.rightsizing.testkit.apply.LivePods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of {@link DisruptionBudgets}, {@link DoNotDisrupt} and {@link NodeLeaving}. */
class DisruptionTest {
  private final Guard budgets = new DisruptionBudgets();
  private final Guard doNotDisrupt = new DoNotDisrupt();
  private final Judged judged = new Judged();

  @ParameterizedTest
  @CsvSource({
    // strategy, resource that changes, resource that restarts, allowed, counted, held
    "IN_PLACE, CPU, MEMORY, 0, true, false",
    "IN_PLACE, MEMORY, MEMORY, 0, true, true",
    "IN_PLACE, MEMORY, MEMORY, 1, true, false",
    "IN_PLACE, MEMORY, MEMORY, 1, false, true",
    "ROLLOUT, CPU, MEMORY, 0, true, true",
    "ROLLOUT, CPU, MEMORY, 1, false, true",
    "ROLLOUT, CPU, MEMORY, 1, true, false",
    "ON_NEXT_ROLLOUT, CPU, MEMORY, 0, true, false",
  })
  void whatDisruptsKeepsToBudgets(
      ApplyStrategy strategy,
      Resource changed,
      Resource restarting,
      int allowed,
      boolean counted,
      boolean held) {
    change(strategy, changed, restarting);
    judged.cluster.budgets.add(new DisruptionBudget("roomy", 5, true));
    judged.cluster.budgets.add(new DisruptionBudget("checkout", allowed, counted));
    if (held) {
      judged.heldBy(budgets, Reason.NO_DISRUPTION_ALLOWED, "PodDisruptionBudget checkout");
    } else {
      judged.allowedBy(budgets);
    }
  }

  @Test
  void theMessageNamesWhatRestarts() {
    change(ApplyStrategy.IN_PLACE, Resource.MEMORY, Resource.MEMORY);
    judged.cluster.budgets.add(new DisruptionBudget("checkout", 0, true));
    judged.heldBy(
        budgets,
        Reason.NO_DISRUPTION_ALLOWED,
        "A resize of memory restarts container app of pod checkout-1",
        "allows 0 of the 1 disruptions");
  }

  /** Recreate ends both ready pods at once. */
  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void recreateTakesAllPodsAtOnce(int allowed, boolean held) {
    change(ApplyStrategy.ROLLOUT, Resource.CPU, Resource.MEMORY);
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi"), LivePods.app("checkout-2", "1/2", "1Gi/1Gi"));
    judged.cluster.recreate = true;
    judged.cluster.budgets.add(new DisruptionBudget("checkout", allowed, true));
    if (held) {
      judged.heldBy(budgets, Reason.NO_DISRUPTION_ALLOWED, "allows 1 of the 2 disruptions");
    } else {
      judged.allowedBy(budgets);
    }
  }

  @Test
  void aTemplateThatReplacesNoPodDisruptsNone() {
    change(ApplyStrategy.ROLLOUT, Resource.CPU, Resource.MEMORY);
    judged.cluster.budgets.add(new DisruptionBudget("checkout", 0, true));
    judged.cluster.onDelete = true;
    judged.allowedBy(budgets);
    judged.cluster.onDelete = false;
    judged.cluster.kind(WorkloadKind.CRONJOB);
    judged.allowedBy(budgets);
  }

  @ParameterizedTest
  @CsvSource({
    // strategy, resource that changes, resource that restarts, annotated, refused
    "IN_PLACE, CPU, MEMORY, true, false",
    "IN_PLACE, MEMORY, MEMORY, true, true",
    "IN_PLACE, MEMORY, MEMORY, false, false",
    "ROLLOUT, CPU, MEMORY, true, true",
    "ROLLOUT, CPU, MEMORY, false, false",
    "ON_NEXT_ROLLOUT, CPU, MEMORY, true, false",
  })
  void podsThatMustNotBeDisruptedAreNeitherReplacedNorRestarted(
      ApplyStrategy strategy,
      Resource changed,
      Resource restarting,
      boolean annotated,
      boolean refused) {
    change(strategy, changed, restarting);
    LivePods second = LivePods.pod("checkout-2");
    second.with("app", ContainerRole.MAIN, "1/2", "1Gi/1Gi", false, restarting);
    judged.cluster.pods.add((annotated ? second.doNotDisrupt() : second).build());
    if (refused) {
      judged.refusedBy(
          doNotDisrupt, Reason.DO_NOT_DISRUPT, "Pod checkout-2", "karpenter.sh/do-not-disrupt");
    } else {
      judged.allowedBy(doNotDisrupt);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IN_PLACE, true, true",
    "ROLLOUT, true, true",
    "ON_NEXT_ROLLOUT, true, false",
    "IN_PLACE, false, false",
  })
  void aNodeThatGoesHolds(ApplyStrategy strategy, boolean disrupted, boolean held) {
    change(strategy, Resource.CPU, Resource.MEMORY);
    judged.cluster.nodes.put(
        "node-1",
        Cluster.node("node-1", "8", "32Gi", disrupted, true, disrupted ? "cordoned" : ""));
    if (held) {
      judged.heldBy(new NodeLeaving(), Reason.NODE_LEAVING, "node-1", "checkout-1", "(cordoned)");
    } else {
      judged.allowedBy(new NodeLeaving());
    }
  }

  @Test
  void aNodeThatCannotBeReadIsNotGoing() {
    change(ApplyStrategy.IN_PLACE, Resource.CPU, Resource.MEMORY);
    judged.cluster.nodes.clear();
    judged.allowedBy(new NodeLeaving());
  }

  private void change(ApplyStrategy strategy, Resource changed, Resource restarting) {
    judged.strategy(strategy);
    if (changed == Resource.CPU) {
      judged.cpu("1/2", "700m/2");
    } else {
      judged.memory("1Gi/1Gi", "800Mi/1Gi");
    }
    judged.cluster.pods(
        LivePods.pod("checkout-1")
            .with("app", ContainerRole.MAIN, "1/2", "1Gi/1Gi", false, restarting));
  }
}
