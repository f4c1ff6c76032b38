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
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.Optional;

/**
 * Whether the API server and the kubelets resize these pods at all. A node that cannot be read is
 * no obstacle here: one that does not resize leaves the first pod as it is, which is undone in
 * time.
 */
public final class InPlaceCapability implements Guard {
  private static final String ELSE = "use strategy Rollout, or fallback Rollout";

  @Override
  public String name() {
    return "InPlaceCapability";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() != ApplyStrategy.IN_PLACE) {
      return Verdict.ALLOW;
    }
    WorkloadFacts cluster = facts.cluster();
    if (!cluster.support().served()) {
      return refuse(
          "The API server (version %s) does not serve pods/resize, which needs Kubernetes 1.33; %s"
              .formatted(cluster.support().version(), ELSE));
    }
    for (LivePod pod : cluster.pods()) {
      Optional<String> why = pod.deleting() ? Optional.empty() : obstacle(pod, cluster);
      if (why.isPresent()) {
        return refuse("Pod %s cannot be resized: %s".formatted(pod.name(), why.get()));
      }
    }
    return Verdict.ALLOW;
  }

  private static Optional<String> obstacle(LivePod pod, WorkloadFacts cluster) {
    if (pod.mirror()) {
      return Optional.of("a kubelet made it from a file on its node; change that file");
    }
    if (pod.windows()) {
      return Optional.of("it runs on Windows; " + ELSE);
    }
    return cluster.node(pod).filter(node -> !node.resizes()).map(InPlaceCapability::sentence);
  }

  private static String sentence(NodeRoom node) {
    return "node %s does not resize pods%s; upgrade its kubelet, %s"
        .formatted(node.name(), node.why().isBlank() ? "" : " (" + node.why() + ")", ELSE);
  }

  private static Verdict refuse(String message) {
    return new Verdict.Refuse(Reason.RESIZE_NOT_SUPPORTED, message);
  }
}
