// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.testkit.apply.LivePods;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutStateTest {
  private final RolloutState guard = new RolloutState();
  private final Judged judged = new Judged().cpu("1/2", "700m/2");

  @ParameterizedTest
  @CsvSource({
    // paused, progressing, stuck, ready of 2, reason
    "false, false, false, 2, ",
    "true, false, false, 2, ROLLOUT_PAUSED",
    "false, true, false, 2, ROLLOUT_IN_PROGRESS",
    "false, true, true, 1, ROLLOUT_STUCK",
    "true, true, false, 1, ROLLOUT_PAUSED",
    "false, false, false, 1, NOT_ALL_READY",
  })
  void aWorkloadIsChangedWhileItIsCalm(
      boolean paused, boolean progressing, boolean stuck, int ready, Reason reason) {
    judged.cluster.paused = paused;
    judged.cluster.progressing = progressing;
    judged.cluster.stuck = stuck;
    judged.cluster.ready = ready;
    for (ApplyStrategy strategy :
        new ApplyStrategy[] {ApplyStrategy.IN_PLACE, ApplyStrategy.ROLLOUT}) {
      judged.strategy(strategy);
      if (reason == null) {
        judged.allowedBy(guard);
      } else {
        judged.heldBy(guard, reason, "Deployment/checkout");
      }
    }
  }

  @Test
  void theMessageCountsPods() {
    judged.cluster.ready = 1;
    judged.heldBy(guard, Reason.NOT_ALL_READY, "1 of 2 pods");
  }

  @ParameterizedTest
  @EnumSource(
      value = ApplyStrategy.class,
      names = {"IN_PLACE", "ROLLOUT"})
  void withoutPodsNothingCanBeWatched(ApplyStrategy strategy) {
    judged.strategy(strategy);
    judged.cluster.desired = 0;
    judged.cluster.ready = 0;
    judged.cluster.pods(LivePods.app("checkout-1", "1/2", "1Gi/1Gi").deleting());
    judged.heldBy(guard, Reason.NO_PODS, "Deployment/checkout");
    judged.cluster.pods();
    judged.heldBy(guard, Reason.NO_PODS);
  }

  @ParameterizedTest
  @CsvSource({
    // progressing, revision of the second pod, stuck, paused, onDelete, reason
    "false, rev-1, false, false, false, WAITING_FOR_ROLLOUT",
    "false, rev-2, false, false, false, WAITING_FOR_ROLLOUT",
    "true, rev-2, false, false, false, ",
    "true, rev-1, false, false, false, WAITING_FOR_ROLLOUT",
    "true, rev-2, true, false, false, ROLLOUT_STUCK",
    "false, rev-1, false, true, false, ",
    "false, rev-1, false, false, true, ",
  })
  void onNextRolloutNeverStartsOne(
      boolean progressing,
      String revision,
      boolean stuck,
      boolean paused,
      boolean onDelete,
      Reason reason) {
    judged.strategy(ApplyStrategy.ON_NEXT_ROLLOUT);
    judged.cluster.progressing = progressing;
    judged.cluster.stuck = stuck;
    judged.cluster.paused = paused;
    judged.cluster.onDelete = onDelete;
    judged.cluster.pods(
        LivePods.app("checkout-1", "1/2", "1Gi/1Gi"),
        LivePods.app("checkout-2", "1/2", "1Gi/1Gi").revision(revision));
    if (reason == null) {
      judged.allowedBy(guard);
    } else {
      judged.heldBy(guard, reason, "Deployment/checkout");
    }
  }

  /** With Recreate no pod of the new revision is there while all of the old one end. */
  @Test
  void allPodsEndingIsARollout() {
    judged.strategy(ApplyStrategy.ON_NEXT_ROLLOUT);
    judged.cluster.progressing = true;
    judged.cluster.pods(LivePods.app("checkout-1", "1/2", "1Gi/1Gi").deleting());
    judged.allowedBy(guard);
    judged.cluster.pods();
    judged.heldBy(guard, Reason.WAITING_FOR_ROLLOUT);
  }

  @ParameterizedTest
  @EnumSource(
      value = ApplyStrategy.class,
      names = {"ROLLOUT", "ON_NEXT_ROLLOUT"})
  void theTemplateOfACronJobReplacesNoPod(ApplyStrategy strategy) {
    judged.cluster.kind(WorkloadKind.CRONJOB).pods();
    judged.strategy(strategy).allowedBy(guard);
    judged.strategy(ApplyStrategy.IN_PLACE).heldBy(guard, Reason.NO_PODS);
  }

  @Test
  void timeAloneEndsNoHold() {
    judged.cluster.paused = true;
    assertThat(((Verdict.Hold) judged.by(guard)).until()).isEmpty();
  }
}
