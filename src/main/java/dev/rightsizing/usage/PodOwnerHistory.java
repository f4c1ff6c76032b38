// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.util.Map;

/**
 * Who owned what in the past, as kube-state-metrics recorded it.
 *
 * @param podOwners pod to its direct owner (a ReplicaSet, StatefulSet, DaemonSet, Job …)
 * @param ownerOwners a ReplicaSet or Job to its own owner (a Deployment, Rollout, CronJob)
 */
public record PodOwnerHistory(Map<Named, Owner> podOwners, Map<Owner, Owner> ownerOwners) {
  public static final PodOwnerHistory EMPTY = new PodOwnerHistory(Map.of(), Map.of());

  public PodOwnerHistory {
    podOwners = Map.copyOf(podOwners);
    ownerOwners = Map.copyOf(ownerOwners);
  }

  /** A pod by namespace and name. */
  public record Named(String namespace, String name) {}

  /** An owner by namespace, kind and name. */
  public record Owner(String namespace, String kind, String name) {}
}
