// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Limits;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.usage.risk.RiskReadings;
import dev.rightsizing.workload.ClusterView;
import java.util.List;
import java.util.Optional;

/**
 * What is seen of a workload's containers: each pod's own limits from the cluster, its signals from
 * the source. A pod that is gone is no risk, though its last samples are still there. Init
 * containers end before anybody could do something about them.
 */
record Containers(Policy policy, ClusterView view, RiskReadings readings) {

  List<ContainerReading> of(Workload workload) {
    return workload.containers().stream()
        .filter(c -> c.role() != ContainerRole.INIT)
        .filter(c -> !policy.target().excludeContainers().contains(c.name()))
        .map(c -> reading(workload, c))
        .toList();
  }

  private ContainerReading reading(Workload workload, ContainerSpec container) {
    ContainerRef ref = new ContainerRef(workload.ref(), container.name());
    PodMemory memory = new PodMemory(workload, this::pods);
    return new ContainerReading(
        container.name(),
        container.current(Resource.CPU).limit(),
        memory.limit(container),
        !workload.nodes().isEmpty(),
        memory.of(container),
        view.oomKills(ref),
        readings.failed());
  }

  private List<PodReading> pods(ContainerRef container) {
    List<PodReading> read = readings.of(container);
    if (view.podSizes().byPod().isEmpty()) {
      return read;
    }
    String namespace = container.workload().namespace();
    return read.stream()
        .filter(pod -> view.podSizes().knows(namespace, pod.pod()))
        .map(
            pod ->
                pod.under(
                    new Limits(
                        limit(container, pod, Resource.CPU),
                        limit(container, pod, Resource.MEMORY))))
        .toList();
  }

  private Optional<Amount> limit(ContainerRef container, PodReading pod, Resource resource) {
    return view.podSizes()
        .of(container.workload().namespace(), pod.pod(), container.container(), resource)
        .limit();
  }
}
