// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.NodeRoom;
import java.util.Optional;

/**
 * Nothing begins while a node with pods of the workload is about to go: its pods move anyway, and
 * two disruptions at a time are one too many.
 */
public final class NodeLeaving implements Guard {
  @Override
  public String name() {
    return "NodeLeaving";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() == ApplyStrategy.ON_NEXT_ROLLOUT) {
      return Verdict.ALLOW;
    }
    for (LivePod pod : facts.cluster().pods()) {
      Optional<NodeRoom> leaving = facts.cluster().node(pod).filter(NodeRoom::disrupted);
      if (leaving.isPresent()) {
        return new Verdict.Hold(
            Reason.NODE_LEAVING,
            "Node %s with pod %s is about to be removed%s; the change waits until the pod is elsewhere or the node is uncordoned"
                .formatted(leaving.get().name(), pod.name(), clause(leaving.get().why())));
      }
    }
    return Verdict.ALLOW;
  }

  private static String clause(String why) {
    return why.isBlank() ? "" : " (" + why + ")";
  }
}
