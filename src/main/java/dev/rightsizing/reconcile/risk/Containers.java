// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.recommend.PolicyView;
import dev.rightsizing.usage.risk.RiskReadings;
import dev.rightsizing.workload.ClusterView;
import java.util.List;

/**
 * What is seen of a workload's containers: their limits from the cluster, their signals from the
 * source. Init containers end before anybody could do something about them.
 */
record Containers(PolicyView policy, ClusterView view, RiskReadings readings) {

  List<ContainerReading> of(Workload workload) {
    return workload.containers().stream()
        .filter(c -> c.role() != ContainerRole.INIT)
        .filter(c -> !policy.target().excludeContainers().contains(c.name()))
        .map(c -> reading(workload, c))
        .toList();
  }

  private ContainerReading reading(Workload workload, ContainerSpec container) {
    ContainerRef ref = new ContainerRef(workload.ref(), container.name());
    return new ContainerReading(
        container.name(),
        container.current(Resource.CPU).limit(),
        container.current(Resource.MEMORY).limit(),
        !workload.nodes().isEmpty(),
        readings.of(ref),
        view.oomKills(ref),
        readings.failed());
  }
}
