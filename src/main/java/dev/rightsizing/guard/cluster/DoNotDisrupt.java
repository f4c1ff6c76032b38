// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import java.util.Optional;

/**
 * A pod with {@code karpenter.sh/do-not-disrupt} is neither replaced nor restarted; a resize that
 * restarts nothing is no disruption.
 */
public final class DoNotDisrupt implements Guard {
  @Override
  public String name() {
    return "DoNotDisrupt";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    for (LivePod pod : facts.cluster().pods()) {
      Optional<String> disruption =
          pod.doNotDisrupt() ? disruption(pod, step, facts) : Optional.empty();
      if (disruption.isPresent()) {
        return new Verdict.Refuse(
            Reason.DO_NOT_DISRUPT,
            "Pod %s has the annotation karpenter.sh/do-not-disrupt, and %s; remove the annotation%s"
                .formatted(
                    pod.name(),
                    disruption.get(),
                    step.strategy() == ApplyStrategy.ROLLOUT ? " or use strategy InPlace" : ""));
      }
    }
    return Verdict.ALLOW;
  }

  private static Optional<String> disruption(LivePod pod, ProposedStep step, GuardFacts facts) {
    return switch (step.strategy()) {
      case IN_PLACE ->
          pod.deleting() ? Optional.empty() : Restart.of(pod, step).map(Restart::toString);
      case ROLLOUT ->
          facts.cluster().rollout().onDelete()
              ? Optional.empty()
              : Optional.of("a roll-out would replace it");
      case ON_NEXT_ROLLOUT -> Optional.empty();
    };
  }
}
