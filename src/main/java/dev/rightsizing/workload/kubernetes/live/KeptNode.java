// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.workload.kubernetes.Quantities;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of a node.
 *
 * @param windows whether it runs Windows
 * @param disrupted whether it is about to go, or its kubelet does not answer
 * @param resizes whether its kubelet resizes pods
 * @param why what is in the way, for people; empty where nothing is
 */
record KeptNode(
    String name,
    Map<Resource, Amount> allocatable,
    boolean windows,
    boolean disrupted,
    boolean resizes,
    String why) {

  private static final String OS_LABEL = "kubernetes.io/os";
  private static final String WINDOWS = "windows";
  private static final String READY = "Ready";
  private static final String TRUE = "True";
  private static final String IN_PLACE = "InPlacePodVerticalScaling";

  /** By key, who puts it on a node that it is about to remove. */
  private static final Map<String, String> DISRUPTIONS =
      Map.of(
          "karpenter.sh/disrupted", "Karpenter",
          "karpenter.sh/disruption", "Karpenter",
          "ToBeDeletedByClusterAutoscaler", "the cluster autoscaler",
          "DeletionCandidateOfClusterAutoscaler", "the cluster autoscaler");

  KeptNode {
    allocatable = Map.copyOf(allocatable);
  }

  static KeptNode of(Node node) {
    Optional<NodeStatus> status = Optional.ofNullable(node.getStatus());
    Optional<NodeSystemInfo> system = status.map(NodeStatus::getNodeInfo);
    String kubelet = system.map(NodeSystemInfo::getKubeletVersion).orElse("");
    boolean windows = isWindows(node, system);
    boolean declared =
        status.map(s -> s.getAdditionalProperties().get("declaredFeatures")).orElse(null)
                instanceof List<?> features
            && features.contains(IN_PLACE);
    boolean enough =
        declared || KubernetesVersion.parse(kubelet).filter(v -> v.isAtLeast(33)).isPresent();
    List<String> obstacles = new ArrayList<>();
    if (windows) {
      obstacles.add("it runs Windows, where pods cannot be resized");
    } else if (!enough) {
      obstacles.add(
          "its kubelet has version %s, and pods are resized from v1.33 on"
              .formatted(kubelet.isEmpty() ? "unknown" : kubelet));
    }
    List<String> disruptions = disruptions(node);
    obstacles.addAll(disruptions);
    return new KeptNode(
        node.getMetadata().getName(),
        status.map(s -> Quantities.amounts(s.getAllocatable())).orElse(Map.of()),
        windows,
        !disruptions.isEmpty(),
        !windows && enough,
        obstacles.isEmpty()
            ? ""
            : "node " + node.getMetadata().getName() + ": " + String.join("; ", obstacles));
  }

  private static boolean isWindows(Node node, Optional<NodeSystemInfo> system) {
    Map<String, String> labels =
        Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
    return WINDOWS.equals(labels.get(OS_LABEL))
        || system.filter(s -> WINDOWS.equals(s.getOperatingSystem())).isPresent();
  }

  /** One that has no kubelet to say so is taken as it is. */
  private static boolean isReady(Node node) {
    return node.getStatus() == null
        || node.getStatus().getConditions().stream()
            .filter(c -> READY.equals(c.getType()))
            .map(NodeCondition::getStatus)
            .allMatch(TRUE::equals);
  }

  private static List<String> disruptions(Node node) {
    List<String> found = new ArrayList<>();
    if (!isReady(node)) {
      found.add("it is not ready");
    }
    if (node.getSpec() == null) {
      return found;
    }
    if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
      found.add("it is cordoned");
    }
    for (Taint taint : node.getSpec().getTaints()) {
      String who = DISRUPTIONS.get(taint.getKey());
      if (who != null) {
        found.add("%s is about to remove it (taint %s)".formatted(who, taint.getKey()));
      }
    }
    return found;
  }
}
