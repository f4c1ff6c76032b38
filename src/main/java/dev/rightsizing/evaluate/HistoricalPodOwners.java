// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.PodOwnerHistory.Named;
import dev.rightsizing.usage.PodOwnerHistory.Owner;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the cluster first and then the recorded history, so that pods that are gone still count. A
 * recorded owner counts only while its workload exists.
 */
final class HistoricalPodOwners implements PodOwners {
  private final PodOwners cluster;
  private final PodOwnerHistory history;
  private final Set<WorkloadRef> existing;

  HistoricalPodOwners(PodOwners cluster, PodOwnerHistory history, Set<WorkloadRef> existing) {
    this.cluster = cluster;
    this.history = history;
    this.existing = existing;
  }

  @Override
  public Optional<WorkloadRef> ownerOf(String namespace, String pod) {
    Owner recorded = history.podOwners().get(new Named(namespace, pod));
    Optional<WorkloadRef> known = recorded == null ? Optional.empty() : workload(recorded);
    return known.isPresent() ? known : cluster.ownerOf(namespace, pod);
  }

  private Optional<WorkloadRef> workload(Owner direct) {
    Owner top = history.ownerOwners().getOrDefault(direct, direct);
    return WorkloadKind.of(top.kind())
        .map(kind -> new WorkloadRef(top.namespace(), kind, top.name()))
        .filter(existing::contains);
  }
}
