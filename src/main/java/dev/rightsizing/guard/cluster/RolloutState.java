// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.RolloutStatus;
import java.util.List;

/**
 * A workload is changed while all of it is calm; with {@code OnNextRollout} the other way round,
 * while its own roll-out goes on.
 */
public final class RolloutState implements Guard {
  @Override
  public String name() {
    return "RolloutState";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy().changesTemplate() && step.ref().kind() == WorkloadKind.CRONJOB) {
      return Verdict.ALLOW;
    }
    return step.strategy() == ApplyStrategy.ON_NEXT_ROLLOUT ? joining(facts) : calm(step, facts);
  }

  private static Verdict joining(GuardFacts facts) {
    RolloutStatus rollout = facts.cluster().rollout();
    String title = facts.cluster().workload().title();
    if (rollout.onDelete() || rollout.paused()) {
      return Verdict.ALLOW;
    }
    if (rollout.stuck()) {
      return stuck(title);
    }
    return rollout.progressing() && isReplacing(facts.cluster().pods())
        ? Verdict.ALLOW
        : new Verdict.Hold(
            Reason.WAITING_FOR_ROLLOUT,
            "%s has all of its pods at one revision; the sizes change together with its next roll-out, or use strategy InPlace or Rollout"
                .formatted(title));
  }

  /**
   * A status that is not yet observed may also be a scale-out, which must not become a roll-out.
   */
  private static boolean isReplacing(List<LivePod> pods) {
    return !pods.isEmpty()
        && (pods.stream().map(LivePod::revision).distinct().count() > 1
            || pods.stream().allMatch(LivePod::deleting));
  }

  private static Verdict calm(ProposedStep step, GuardFacts facts) {
    RolloutStatus rollout = facts.cluster().rollout();
    String title = facts.cluster().workload().title();
    if (rollout.stuck()) {
      return stuck(title);
    }
    if (rollout.paused()) {
      return new Verdict.Hold(
          Reason.ROLLOUT_PAUSED,
          "The roll-out of %s is paused (spec.paused); resume it first".formatted(title));
    }
    if (rollout.progressing()) {
      return new Verdict.Hold(
          Reason.ROLLOUT_IN_PROGRESS,
          "%s is being rolled out, %d of %d pods are ready; the change waits until that ends"
              .formatted(title, rollout.ready(), rollout.desired()));
    }
    if (facts.cluster().pods().stream().allMatch(LivePod::deleting)) {
      return new Verdict.Hold(
          Reason.NO_PODS,
          step.strategy() == ApplyStrategy.IN_PLACE
              ? "No pod of %s runs that could be resized; the change waits for one".formatted(title)
              : "No pod of %s runs, so that a change could not be watched; it waits for one"
                  .formatted(title));
    }
    if (rollout.ready() < rollout.desired()) {
      return new Verdict.Hold(
          Reason.NOT_ALL_READY,
          "%d of %d pods of %s are ready; the change waits until all are (see kubectl describe pod)"
              .formatted(rollout.ready(), rollout.desired(), title));
    }
    return Verdict.ALLOW;
  }

  private static Verdict stuck(String title) {
    return new Verdict.Hold(
        Reason.ROLLOUT_STUCK,
        "The roll-out of %s does not progress (ProgressDeadlineExceeded); repair or roll it back first"
            .formatted(title));
  }
}
