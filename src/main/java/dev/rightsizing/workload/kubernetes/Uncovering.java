// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Uncovered.Cause;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the pods of a namespace that no workload covers, and what of the others no template does.
 * Pods that have ended ask for nothing.
 */
final class Uncovering {
  private final String namespace;
  private final OwnerIndex owners;
  private final Map<String, IntermediateOwner> betweens = new HashMap<>();

  Uncovering(String namespace, OwnerIndex owners, List<IntermediateOwner> replicaSets) {
    this.namespace = namespace;
    this.owners = owners;
    replicaSets.forEach(replicaSet -> betweens.put(replicaSet.uid(), replicaSet));
  }

  List<Uncovered> find(List<PodRecord> pods, List<Workload> workloads) {
    Map<WorkloadRef, Set<String>> templates = new HashMap<>();
    Map<WorkloadRef, Workload> byRef = new HashMap<>();
    for (Workload workload : workloads) {
      byRef.put(workload.ref(), workload);
      templates.put(workload.ref(), InjectedContainers.names(workload.containers()));
    }
    Map<Cause, Tally> tallies = new EnumMap<>(Cause.class);
    for (PodRecord pod : pods) {
      if (!pod.ended()) {
        count(pod, templates, byRef, tallies);
      }
    }
    List<Uncovered> found = new ArrayList<>();
    tallies.forEach((cause, tally) -> found.add(tally.of(namespace, cause)));
    return found;
  }

  private void count(
      PodRecord pod,
      Map<WorkloadRef, Set<String>> templates,
      Map<WorkloadRef, Workload> byRef,
      Map<Cause, Tally> tallies) {
    Optional<WorkloadRef> owner = owners.ownerOf(pod.name());
    if (owner.isEmpty()) {
      Cause cause = owners.isAmbiguous(pod) ? Cause.AMBIGUOUS_OWNER : Cause.UNKNOWN_OWNER;
      tally(tallies, cause).add(Set.of(top(pod)), pod.asks().requested());
      return;
    }
    Set<String> template = templates.get(owner.get());
    if (template == null) {
      return;
    }
    Map<String, Map<Resource, Amount>> injected = InjectedContainers.of(template, pod);
    if (!injected.isEmpty()) {
      Map<Resource, Amount> asks = new EnumMap<>(Resource.class);
      injected.values().forEach(one -> one.forEach((r, a) -> asks.merge(r, a, Amount::plus)));
      tally(tallies, Cause.INJECTED).add(injected.keySet(), asks);
    }
    Workload workload = byRef.get(owner.get());
    workload
        .management()
        .controller()
        .ifPresent(
            controller -> {
              String jobs = workload.management().jobs() > 0 ? "Jobs" : workload.title();
              tally(tallies, Cause.CONTROLLED)
                  .add(Set.of(jobs + " of " + controller), pod.asks().requested());
            });
  }

  private static Tally tally(Map<Cause, Tally> tallies, Cause cause) {
    return tallies.computeIfAbsent(cause, c -> new Tally());
  }

  /** The last of its owners that is known, or the pod itself where it has none. */
  private String top(PodRecord pod) {
    if (pod.controller().isEmpty()) {
      return "Pod/" + pod.name();
    }
    Controller direct = pod.controller().get();
    Controller top =
        Optional.ofNullable(betweens.get(direct.uid()))
            .flatMap(IntermediateOwner::controller)
            .orElse(direct);
    return top.kind() + "/" + top.name();
  }

  /** What one cause adds up to. */
  private static final class Tally {
    private final Set<String> names = new TreeSet<>();
    private final Map<Resource, Amount> requested = new EnumMap<>(Resource.class);
    private int pods;

    void add(Set<String> of, Map<Resource, Amount> asks) {
      names.addAll(of);
      asks.forEach((resource, amount) -> requested.merge(resource, amount, Amount::plus));
      pods++;
    }

    Uncovered of(String namespace, Cause cause) {
      return new Uncovered(namespace, cause, List.copyOf(names), names.size(), pods, requested);
    }
  }
}
