// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;

/** Pods with {@code spec.resources} are not resized in place: few clusters can. */
public final class PodLevelResources implements Guard {
  @Override
  public String name() {
    return "PodLevelResources";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() != ApplyStrategy.IN_PLACE) {
      return Verdict.ALLOW;
    }
    boolean sized =
        step.steps().stream().anyMatch(s -> s.role() == ContainerRole.POD)
            || facts.cluster().pods().stream().anyMatch(LivePod::podLevel);
    return sized
        ? new Verdict.Refuse(
            Reason.POD_LEVEL_RESOURCES,
            "Pods of %s have resources at pod level (spec.resources), which are not resized in place; use strategy Rollout, or fallback Rollout"
                .formatted(facts.cluster().workload().title()))
        : Verdict.ALLOW;
  }
}
