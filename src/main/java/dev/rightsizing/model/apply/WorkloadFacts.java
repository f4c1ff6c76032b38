// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the cluster around one workload, all of one moment and from watches.
 *
 * @param pods that have not ended, in order of their names
 * @param budgets that select any of the pods
 * @param limits what LimitRanges of type Container allow, by resource; those of type Pod are in
 *     {@code workload.pod()}
 * @param quotas every line of the namespace's ResourceQuotas on CPU or memory
 * @param nodes that its pods run on, by name; a node is absent where nodes may not be read
 * @param release names what runs: the images of its containers
 * @param template names the sizes that the template itself declares
 */
public record WorkloadFacts(
    Workload workload,
    RolloutStatus rollout,
    List<LivePod> pods,
    List<DisruptionBudget> budgets,
    List<VerticalAutoscaler> verticalAutoscalers,
    Map<Resource, ContainerLimits> limits,
    List<Quota> quotas,
    Map<String, NodeRoom> nodes,
    ResizeSupport support,
    String release,
    String template) {

  public WorkloadFacts {
    pods = List.copyOf(pods);
    budgets = List.copyOf(budgets);
    verticalAutoscalers = List.copyOf(verticalAutoscalers);
    limits = Map.copyOf(limits);
    quotas = List.copyOf(quotas);
    nodes = Map.copyOf(nodes);
  }

  public ContainerLimits limits(Resource resource) {
    return limits.getOrDefault(resource, ContainerLimits.NONE);
  }

  public Optional<NodeRoom> node(LivePod pod) {
    return pod.node().map(nodes::get);
  }
}
