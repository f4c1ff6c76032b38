// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.LiveContainer;

/**
 * The API server refuses every resize of a pod of which any container has {@code resources.claims},
 * also one that the resize leaves alone.
 */
public final class ResourceClaims implements Guard {
  @Override
  public String name() {
    return "ResourceClaims";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() != ApplyStrategy.IN_PLACE) {
      return Verdict.ALLOW;
    }
    for (LivePod pod : facts.cluster().pods()) {
      for (LiveContainer container : pod.containers()) {
        if (container.claims()) {
          return new Verdict.Refuse(
              Reason.RESOURCE_CLAIMS,
              "Container %s of pod %s has resource claims, so that the API server refuses to resize the pod; use strategy Rollout, or fallback Rollout"
                  .formatted(container.name(), pod.name()));
        }
      }
    }
    return Verdict.ALLOW;
  }
}
