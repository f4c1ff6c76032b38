// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.DisruptionBudget;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.VerticalAutoscaler;
import dev.rightsizing.workload.WorkloadException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects of one namespace as they are now, each found by the workload that it belongs to. */
final class NamespaceFacts {
  private static final Comparator<KeptPod> BY_NAME =
      Comparator.comparing(pod -> pod.live().map(LivePod::name).orElse(""));

  private final Map<WorkloadRef, Standing> standings = new HashMap<>();
  private final List<Standing> jobs;
  private final Map<WorkloadRef, List<KeptPod>> pods = new HashMap<>();
  private final Budgets budgets;
  private final Map<WorkloadRef, List<VerticalAutoscaler>> vpas = new HashMap<>();

  /**
   * Reads only the kinds that the workloads need.
   *
   * @param workloads of the namespace
   * @param vpasServed whether VerticalPodAutoscalers are a kind of the cluster
   * @param aliases learns of objects whose pods count for a workload of another name
   */
  NamespaceFacts(
      String namespace,
      Collection<Workload> workloads,
      LiveWatches watches,
      boolean vpasServed,
      PodEvents aliases)
      throws WorkloadException {
    Set<WorkloadKind> kinds = EnumSet.noneOf(WorkloadKind.class);
    for (Workload workload : workloads) {
      kinds.add(workload.ref().kind());
      kinds.add(workload.patched().kind());
    }
    for (WorkloadKind kind : kinds) {
      watches.standings(kind, namespace).forEach(s -> standings.put(s.ref(), s));
    }
    boolean batch = kinds.stream().anyMatch(WorkloadKind::isBatch);
    jobs = batch ? watches.jobs().in(namespace) : List.of();
    Map<String, WorkloadRef> owners = owners(workloads, aliases);
    boolean replicaSets =
        kinds.contains(WorkloadKind.DEPLOYMENT) || kinds.contains(WorkloadKind.ROLLOUT);
    List<Between> between =
        new ArrayList<>(replicaSets ? watches.replicaSets().in(namespace) : List.of());
    jobs.forEach(job -> between.add(Between.of(job)));
    assign(watches.pods().in(namespace), owners, between);
    budgets = new Budgets(watches.budgets().in(namespace));
    if (vpasServed) {
      for (Optional<TargetedVpa> vpa : watches.vpas().in(namespace)) {
        vpa.ifPresent(
            v -> vpas.computeIfAbsent(v.target(), t -> new ArrayList<>(1)).add(v.autoscaler()));
      }
    }
  }

  /** By uid, the workload that pods of an object count for. */
  private Map<String, WorkloadRef> owners(Collection<Workload> workloads, PodEvents aliases) {
    Map<String, WorkloadRef> owners = new HashMap<>();
    for (Workload workload : workloads) {
      owners.put(workload.uid(), workload.ref());
      if (workload.management().jobs() > 0) {
        aliases.alias(workload.uid(), workload.ref());
      }
      Standing template = workload.templateOf().map(standings::get).orElse(null);
      if (template != null) {
        owners.put(template.uid(), workload.ref());
        aliases.alias(template.uid(), workload.ref());
      }
    }
    return owners;
  }

  private void assign(List<KeptPod> found, Map<String, WorkloadRef> owners, List<Between> between) {
    Map<String, WorkloadRef> all = new HashMap<>(owners);
    for (Between one : between) {
      one.controller()
          .map(c -> owners.get(c.uid()))
          .ifPresent(ref -> all.putIfAbsent(one.uid(), ref));
    }
    for (KeptPod pod : found) {
      if (pod.live().isPresent()) {
        pod.controller()
            .map(c -> all.get(c.uid()))
            .ifPresent(ref -> pods.computeIfAbsent(ref, r -> new ArrayList<>()).add(pod));
      }
    }
    pods.values().forEach(own -> own.sort(BY_NAME));
  }

  /** Empty where it is gone, or is another one of the same name. */
  Optional<Standing> standing(Workload workload) {
    if (workload.management().jobs() > 0) {
      return JobStandings.group(workload.ref(), jobs, workload.uid());
    }
    Optional<Standing> own =
        Optional.ofNullable(standings.get(workload.ref()))
            .filter(standing -> standing.uid().equals(workload.uid()));
    return workload.templateOf().isEmpty()
        ? own
        : own.flatMap(
            rollout ->
                Optional.ofNullable(standings.get(workload.patched())).map(rollout::running));
  }

  /** Those that have not ended, by name. */
  List<KeptPod> pods(WorkloadRef workload) {
    return pods.getOrDefault(workload, List.of());
  }

  List<DisruptionBudget> budgets(WorkloadRef workload) {
    return budgets.of(pods(workload));
  }

  /** Those that target it or the object whose template it runs. */
  List<VerticalAutoscaler> verticalAutoscalers(Workload workload) {
    List<VerticalAutoscaler> own = vpas.getOrDefault(workload.ref(), List.of());
    if (workload.templateOf().isEmpty()) {
      return own;
    }
    List<VerticalAutoscaler> both = new ArrayList<>(own);
    both.addAll(vpas.getOrDefault(workload.patched(), List.of()));
    return both;
  }
}
