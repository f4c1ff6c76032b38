// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.quota.QuotaAmount;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A cluster in memory: say what is there, then hand it to what reads workloads. */
public final class FakeWorkloadSource implements WorkloadSource {

  private final Map<String, Map<String, String>> namespaces = new ConcurrentHashMap<>();
  private final List<Workload> workloads = new CopyOnWriteArrayList<>();
  private final List<ClusterView.Failure> failures = new CopyOnWriteArrayList<>();
  private final Map<Pod, WorkloadRef> pods = new ConcurrentHashMap<>();
  private final Map<String, Map<Resource, ContainerLimits>> limits = new ConcurrentHashMap<>();
  private final Map<ContainerRef, List<OomKill>> oomKills = new ConcurrentHashMap<>();
  private final List<Quota> quotas = new CopyOnWriteArrayList<>();
  private final Set<WorkloadKind> unknownKinds =
      Collections.synchronizedSet(EnumSet.noneOf(WorkloadKind.class));
  private volatile Optional<PermanentFailure> refusal = Optional.empty();

  private record Pod(String namespace, String name) {}

  private record PermanentFailure(Reason reason, String message) {}

  /** A namespace with its labels; one that holds a workload need not be said. */
  public FakeWorkloadSource withNamespace(String name, Map<String, String> labels) {
    namespaces.put(name, Map.copyOf(labels));
    return this;
  }

  /** A workload and the names of its pods; replaces one of the same reference. */
  public FakeWorkloadSource with(Workload workload, String... podNames) {
    namespaces.putIfAbsent(workload.ref().namespace(), Map.of());
    workloads.removeIf(w -> w.ref().equals(workload.ref()));
    workloads.add(workload);
    for (String pod : podNames) {
      pods.put(new Pod(workload.ref().namespace(), pod), workload.ref());
    }
    return this;
  }

  /** A container of a pod was killed for want of memory, as the pod's status tells. */
  public FakeWorkloadSource withOomKill(ContainerRef container, OomKill kill) {
    oomKills.computeIfAbsent(container, c -> new CopyOnWriteArrayList<>()).add(kill);
    return this;
  }

  /** The workload and its pods are gone. */
  public FakeWorkloadSource without(WorkloadRef ref) {
    workloads.removeIf(w -> w.ref().equals(ref));
    pods.values().removeIf(ref::equals);
    return this;
  }

  /** A workload that cannot be read. */
  public FakeWorkloadSource withFailure(WorkloadRef ref, String message) {
    namespaces.putIfAbsent(ref.namespace(), Map.of());
    failures.add(
        new ClusterView.Failure(ref, "uid-of-" + ref.name(), Reason.WORKLOAD_FAILED, message));
    return this;
  }

  /** What the namespace's LimitRanges allow for one resource. */
  public FakeWorkloadSource withLimits(
      String namespace, Resource resource, ContainerLimits allowed) {
    limits.computeIfAbsent(namespace, n -> new ConcurrentHashMap<>()).put(resource, allowed);
    return this;
  }

  /** One line of a ResourceQuota. */
  public FakeWorkloadSource withQuota(Quota quota) {
    quotas.add(quota);
    return this;
  }

  /** A kind that the cluster does not serve. */
  public FakeWorkloadSource withoutKind(WorkloadKind kind) {
    unknownKinds.add(kind);
    return this;
  }

  /** From now on every read fails, until {@link #recovers()}. */
  public FakeWorkloadSource fails(Reason reason, String message) {
    refusal = Optional.of(new PermanentFailure(reason, message));
    return this;
  }

  /** Reads work again. */
  public FakeWorkloadSource recovers() {
    refusal = Optional.empty();
    return this;
  }

  @Override
  public ClusterView view(Set<String> wanted) throws WorkloadException {
    refuse();
    Map<Pod, WorkloadRef> owners =
        pods.entrySet().stream()
            .filter(e -> wanted.contains(e.getKey().namespace()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Map<Resource, ContainerLimits>> allowed = new TreeMap<>(limits);
    allowed.keySet().retainAll(wanted);
    return new ClusterView(
        workloads.stream()
            .filter(w -> wanted.contains(w.ref().namespace()))
            .sorted(Comparator.comparing(Workload::ref))
            .toList(),
        failures.stream().filter(f -> wanted.contains(f.ref().namespace())).toList(),
        (namespace, pod) -> Optional.ofNullable(owners.get(new Pod(namespace, pod))),
        allowed,
        quotas.stream().filter(q -> wanted.contains(q.namespace())).toList(),
        unknownKinds,
        oomKills.entrySet().stream()
            .filter(e -> wanted.contains(e.getKey().workload().namespace()))
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.copyOf(e.getValue()))),
        quotas.stream()
            .filter(q -> wanted.contains(q.namespace()))
            .map(
                q ->
                    new QuotaUse(
                        new QuotaKey(q.namespace(), q.name(), q.key()),
                        "uid-of-" + q.name(),
                        QuotaAmount.of(q.hard()),
                        q.used().map(QuotaAmount::of)))
            .toList());
  }

  @Override
  public Set<String> namespaces(LabelSelector selector) throws WorkloadException {
    refuse();
    return namespaces.entrySet().stream()
        .filter(e -> selector.matches(e.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void refuse() throws WorkloadException {
    Optional<PermanentFailure> now = refusal;
    if (now.isPresent()) {
      throw new WorkloadException(now.get().reason(), now.get().message(), null);
    }
  }
}
