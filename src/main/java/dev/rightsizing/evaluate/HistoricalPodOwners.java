// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.OwningController;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.PodOwnerHistory.Named;
import dev.rightsizing.usage.PodOwnerHistory.Owner;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Of a pod that lives the cluster knows the owner. Of one that is gone the recorded owner counts
 * before what its name suggests, and only while the recorded workload exists.
 */
final class HistoricalPodOwners implements PodOwners {
  private final KnownPods cluster;
  private final PodOwnerHistory history;
  private final Map<Owner, WorkloadRef> existing;

  HistoricalPodOwners(
      KnownPods cluster, PodOwnerHistory history, Map<Owner, WorkloadRef> existing) {
    this.cluster = cluster;
    this.history = history;
    this.existing = existing;
  }

  /** Workloads by what a record calls them: the Jobs of a ScaledJob by that. */
  static Map<Owner, WorkloadRef> existing(Collection<Workload> workloads) {
    Map<Owner, WorkloadRef> known = new HashMap<>();
    for (Workload workload : workloads) {
      OwningController object = workload.object();
      known.put(
          new Owner(workload.ref().namespace(), object.kind(), object.name()), workload.ref());
    }
    return known;
  }

  @Override
  public Optional<WorkloadRef> ownerOf(String namespace, String pod) {
    if (cluster.lives(namespace, pod)) {
      return cluster.ownerOf(namespace, pod);
    }
    Owner recorded = history.podOwners().get(new Named(namespace, pod));
    Optional<WorkloadRef> known = recorded == null ? Optional.empty() : workload(recorded);
    return known.isPresent() ? known : cluster.ownerOf(namespace, pod);
  }

  private Optional<WorkloadRef> workload(Owner direct) {
    Owner top = history.ownerOwners().getOrDefault(direct, direct);
    return Optional.ofNullable(existing.get(top));
  }
}
