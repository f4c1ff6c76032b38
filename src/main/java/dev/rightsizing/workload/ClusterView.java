// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload;

import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Nodes;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.model.saturation.OomKill;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A snapshot of some namespaces.
 *
 * @param workloads in order of their reference
 * @param failures workloads that could not be read, with the reason for people
 * @param pods who owns which pod, now and by generated name
 * @param limits by namespace and resource, what LimitRanges allow a container
 * @param quotas every line of every ResourceQuota that counts CPU or memory
 * @param unknownKinds kinds that the cluster does not serve
 * @param oomKills of living pods, from their own status
 * @param quotaUses how much is used of every line of every ResourceQuota, whatever it counts
 * @param nodes how large the cluster's nodes are
 * @param podSizes what each living pod runs with
 * @param uncovered pods, or parts of them, that no size reaches, by namespace
 */
public record ClusterView(
    List<Workload> workloads,
    List<Failure> failures,
    PodOwners pods,
    Map<String, Map<Resource, ContainerLimits>> limits,
    List<Quota> quotas,
    Set<WorkloadKind> unknownKinds,
    Map<ContainerRef, List<OomKill>> oomKills,
    List<QuotaUse> quotaUses,
    Nodes nodes,
    PodSizes podSizes,
    List<Uncovered> uncovered) {

  /** A snapshot of which all is covered. */
  public ClusterView(
      List<Workload> workloads,
      List<Failure> failures,
      PodOwners pods,
      Map<String, Map<Resource, ContainerLimits>> limits,
      List<Quota> quotas,
      Set<WorkloadKind> unknownKinds,
      Map<ContainerRef, List<OomKill>> oomKills,
      List<QuotaUse> quotaUses,
      Nodes nodes,
      PodSizes podSizes) {
    this(
        workloads,
        failures,
        pods,
        limits,
        quotas,
        unknownKinds,
        oomKills,
        quotaUses,
        nodes,
        podSizes,
        List.of());
  }

  public ClusterView {
    uncovered = List.copyOf(uncovered);
    workloads = List.copyOf(workloads);
    failures = List.copyOf(failures);
    limits = Map.copyOf(limits);
    quotas = List.copyOf(quotas);
    unknownKinds = Set.copyOf(unknownKinds);
    oomKills = Map.copyOf(oomKills);
    quotaUses = List.copyOf(quotaUses);
  }

  /** A snapshot of which neither nodes nor single pods are known. */
  public ClusterView(
      List<Workload> workloads,
      List<Failure> failures,
      PodOwners pods,
      Map<String, Map<Resource, ContainerLimits>> limits,
      List<Quota> quotas,
      Set<WorkloadKind> unknownKinds,
      Map<ContainerRef, List<OomKill>> oomKills,
      List<QuotaUse> quotaUses) {
    this(
        workloads,
        failures,
        pods,
        limits,
        quotas,
        unknownKinds,
        oomKills,
        quotaUses,
        Nodes.UNKNOWN,
        PodSizes.NONE);
  }

  /** The same without OOM kills and watched quotas. */
  public ClusterView(
      List<Workload> workloads,
      List<Failure> failures,
      PodOwners pods,
      Map<String, Map<Resource, ContainerLimits>> limits,
      List<Quota> quotas,
      Set<WorkloadKind> unknownKinds) {
    this(workloads, failures, pods, limits, quotas, unknownKinds, Map.of(), List.of());
  }

  /** What living pods tell of a container's OOM kills, the last of each pod. */
  public List<OomKill> oomKills(ContainerRef container) {
    return oomKills.getOrDefault(container, List.of());
  }

  /** How many series a resource's usage will have, about, by namespace. */
  public Map<String, Integer> expectedSeries() {
    Map<String, Integer> series = new HashMap<>();
    for (Workload workload : workloads) {
      int pods = Math.max(1, workload.nodes().size());
      series.merge(workload.ref().namespace(), pods * workload.containers().size(), Integer::sum);
    }
    return series;
  }

  /** The limits of a namespace for a resource; without a LimitRange, none. */
  public ContainerLimits limits(String namespace, Resource resource) {
    return limits.getOrDefault(namespace, Map.of()).getOrDefault(resource, ContainerLimits.NONE);
  }

  /** A workload that could not be read. */
  public record Failure(WorkloadRef ref, String uid, Reason reason, String message) {}
}
