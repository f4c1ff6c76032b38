// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds a quota on CPU that counts bytes, as a fault of ours would. */
record BrokenQuotaSource(WorkloadSource real, String namespace) implements WorkloadSource {

  @Override
  public ClusterView view(Set<String> namespaces) throws WorkloadException {
    ClusterView view = real.view(namespaces);
    Quota broken =
        new Quota(
            namespace,
            "broken",
            "requests.cpu",
            Resource.CPU,
            false,
            List.of(),
            Amount.bytes(2),
            Optional.of(Amount.bytes(1)));
    return new ClusterView(
        view.workloads(),
        view.failures(),
        view.pods(),
        view.limits(),
        List.of(broken),
        view.unknownKinds());
  }

  @Override
  public Set<String> namespaces(LabelSelector selector) throws WorkloadException {
    return real.namespaces(selector);
  }
}
