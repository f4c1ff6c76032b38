// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Workload;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hands one workload on with a size in the wrong unit, as a fault of ours would. */
record BrokenWorkloadSource(WorkloadSource real, String name) implements WorkloadSource {

  @Override
  public ClusterView view(Set<String> namespaces) throws WorkloadException {
    ClusterView view = real.view(namespaces);
    List<Workload> workloads =
        view.workloads().stream().map(w -> w.ref().name().equals(name) ? broken(w) : w).toList();
    return new ClusterView(
        workloads, view.failures(), view.pods(), view.limits(), view.quotas(), view.unknownKinds());
  }

  private static Workload broken(Workload workload) {
    ContainerSpec wrong =
        new ContainerSpec(
            "app",
            ContainerRole.MAIN,
            0,
            Map.of(Resource.CPU, Size.of(Amount.bytes(1), null)),
            Map.of(),
            Map.of());
    return new Workload(
        workload.ref(),
        workload.uid(),
        workload.labels(),
        workload.replicas(),
        List.of(wrong),
        workload.nodes());
  }

  @Override
  public Set<String> namespaces(LabelSelector selector) throws WorkloadException {
    return real.namespaces(selector);
  }
}
