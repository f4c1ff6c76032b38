// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.Guards;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.ApplyVerdict;
import java.util.List;
import java.util.Optional;

/**
 * How a step is made: as the policy says, or by a roll-out where its pods cannot be resized and the
 * policy falls back to that.
 *
 * @param note why it is not the policy's strategy, to be shown among the verdicts; empty where it
 *     is
 */
public record StrategyChoice(ApplyStrategy strategy, Optional<ApplyVerdict> note) {

  /** What a pod cannot do in place, whatever the cluster looks like at the moment. */
  private static Guards obstacles() {
    return new Guards(
        List.of(
            new InPlaceCapability(),
            new PodLevelResources(),
            new ResourceClaims(),
            new InitContainers(),
            new MemoryLimitDown(),
            new LimitRemoval(),
            new QosClass()));
  }

  /** Chooses for a step, whatever strategy it names. */
  public static StrategyChoice of(ProposedStep step, GuardFacts facts) {
    ApplyStrategy wanted = facts.settings().strategy();
    if (wanted != ApplyStrategy.IN_PLACE || !facts.settings().fallbackToRollout()) {
      return new StrategyChoice(wanted, Optional.empty());
    }
    ProposedStep inPlace =
        new ProposedStep(step.ref(), ApplyStrategy.IN_PLACE, step.steps(), step.targets());
    return obstacles()
        .judge(inPlace, facts)
        .stop()
        .map(obstacle -> new StrategyChoice(ApplyStrategy.ROLLOUT, Optional.of(note(obstacle))))
        .orElseGet(() -> new StrategyChoice(wanted, Optional.empty()));
  }

  private static ApplyVerdict note(ApplyVerdict obstacle) {
    return new ApplyVerdict(
        obstacle.guard(),
        ApplyVerdict.Result.ALLOW,
        obstacle.reason(),
        "Changed by a roll-out, as spec.apply.fallback says: " + obstacle.message(),
        Optional.empty());
  }
}
