// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Management;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.quota.PodCountBounds;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.workload.ClusterView.Failure;
import dev.rightsizing.workload.kubernetes.RolloutReader.Rollout;
import dev.rightsizing.workload.kubernetes.scaling.Autoscalers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Puts together what one namespace's lists say: which workloads there are, and their pods. */
final class NamespaceAssembler {

  private final List<DeclaredWorkload> declared = new ArrayList<>();
  private final Map<WorkloadRef, WorkloadRef> templates = new HashMap<>();
  private final List<DeclaredWorkload> failed = new ArrayList<>();
  private final OwnerIndex owners = new OwnerIndex();
  private final JobGroups groups;
  private final Map<WorkloadRef, List<String>> nodes = new HashMap<>();
  private final Map<WorkloadRef, List<PodRecord>> pods = new HashMap<>();
  private final Map<WorkloadRef, Integer> counted = new HashMap<>();

  NamespaceAssembler(List<DeclaredWorkload> found, List<Rollout> rollouts) {
    Map<String, DeclaredWorkload> deployments = new HashMap<>();
    found.stream()
        .filter(w -> w.ref().kind() == WorkloadKind.DEPLOYMENT)
        .forEach(w -> deployments.put(w.ref().name(), w));
    Map<WorkloadRef, WorkloadRef> takenOver = new HashMap<>();
    for (Rollout rollout : rollouts) {
      DeclaredWorkload workload = resolve(rollout, deployments, takenOver);
      declared.add(workload);
      owners.addWorkload(workload, workload.ref());
    }
    groups = new JobGroups(found);
    groups.all().forEach(group -> declared.add(group.workload()));
    found.forEach(w -> add(w, Optional.ofNullable(takenOver.get(w.ref())).or(() -> groups.of(w))));
    found.stream().filter(NamespaceAssembler::isOfCronJob).forEach(this::addCronJobsJob);
  }

  /** A Rollout that refers to a Deployment runs that one's containers, in its place. */
  private DeclaredWorkload resolve(
      Rollout rollout,
      Map<String, DeclaredWorkload> deployments,
      Map<WorkloadRef, WorkloadRef> takenOver) {
    DeclaredWorkload workload = rollout.workload();
    if (rollout.template().isEmpty()) {
      return workload;
    }
    String name = rollout.template().get();
    DeclaredWorkload deployment = deployments.get(name);
    if (deployment == null) {
      return workload.failed(
          "takes its template from Deployment " + name + ", which does not" + " exist");
    }
    takenOver.putIfAbsent(deployment.ref(), workload.ref());
    templates.put(workload.ref(), deployment.ref());
    return deployment.problem().isPresent()
        ? workload.failed("of its template, " + deployment.problem().get())
        : workload.withTemplateOf(deployment);
  }

  private void add(DeclaredWorkload workload, Optional<WorkloadRef> partOf) {
    if (isOfCronJob(workload)) {
      return;
    }
    owners.addWorkload(workload, partOf.orElse(workload.ref()));
    if (partOf.isEmpty()) {
      declared.add(workload);
    }
  }

  private static boolean isOfCronJob(DeclaredWorkload workload) {
    return workload.ref().kind() == WorkloadKind.JOB
        && workload
            .controller()
            .filter(c -> c.is("batch", WorkloadKind.CRONJOB.kind()))
            .isPresent();
  }

  private void addCronJobsJob(DeclaredWorkload job) {
    owners.addBetween(job);
  }

  /** Adds a ReplicaSet. */
  void addBetween(IntermediateOwner replicaSet) {
    owners.addBetween(replicaSet);
  }

  /** Adds a living pod, after all that may own it. */
  void addPod(PodRecord pod) {
    owners
        .addPod(pod)
        .ifPresent(
            ref -> {
              if (!pod.ended()) {
                counted.merge(ref, 1, Integer::sum);
              }
              pod.node().ifPresent(n -> nodes.computeIfAbsent(ref, r -> new ArrayList<>()).add(n));
              pods.computeIfAbsent(ref, r -> new ArrayList<>()).add(pod);
            });
  }

  /** All workloads whose template can be read, with what their pods run with. */
  List<Workload> workloads(NamespaceLimits limits, Autoscalers autoscalers) {
    CurrentSizes sizes = new CurrentSizes(limits.defaults());
    return declared.stream()
        .filter(d -> d.problem().isEmpty())
        .flatMap(d -> sparing(d, () -> workload(d, sizes, limits, autoscalers)).stream())
        .toList();
  }

  /** A fault at one workload costs no other its reading. */
  private Optional<Workload> sparing(DeclaredWorkload from, Supplier<Workload> read) {
    try {
      return Optional.of(read.get());
    } catch (RuntimeException e) {
      failed.add(from.unreadable(e));
      return Optional.empty();
    }
  }

  private Workload workload(
      DeclaredWorkload from, CurrentSizes sizes, NamespaceLimits limits, Autoscalers autoscalers) {
    PodCountBounds footprint = from.footprint().withCounted(counted.getOrDefault(from.ref(), 0));
    OptionalInt most = autoscalers.most(from.ref());
    List<PodRecord> there = pods.getOrDefault(from.ref(), List.of());
    List<RunningPods> running = running(there);
    List<ContainerSpec> containers =
        from.containers().stream().map(c -> sizes.complete(c, running)).toList();
    Optional<PodLevel> newest =
        there.stream().max(Comparator.comparing(PodRecord::created)).map(PodRecord::level);
    return new Workload(
            from.ref(),
            from.uid(),
            from.labels(),
            from.replicas(),
            containers,
            nodes.getOrDefault(from.ref(), List.of()),
            most.isPresent() ? footprint.withMost(most.getAsInt()) : footprint,
            PodLevel.shape(from.pod(), newest, containers, limits.pods())
                .withInjected(InjectedContainers.of(containers, there)),
            new Management(
                from.controller().map(Controller::owning),
                autoscalers.of(from.ref()),
                groups.jobs(from.ref()),
                from.owner()),
            running,
            from.createdAt())
        .withTemplateOf(Optional.ofNullable(templates.get(from.ref())));
  }

  private static List<RunningPods> running(List<PodRecord> there) {
    Map<RunningPods, Integer> alike = new LinkedHashMap<>();
    there.stream()
        .filter(pod -> !pod.ended())
        .forEach(
            pod ->
                alike.merge(new RunningPods(pod.sizes(), pod.level().sizes(), 1), 1, Integer::sum));
    return alike.entrySet().stream()
        .map(
            entry ->
                new RunningPods(entry.getKey().sizes(), entry.getKey().level(), entry.getValue()))
        .toList();
  }

  /** The workloads that cannot be read, once the others were. */
  List<Failure> failures() {
    return Stream.concat(declared.stream(), failed.stream())
        .filter(d -> d.problem().isPresent())
        .map(d -> new Failure(d.ref(), d.uid(), Reason.WORKLOAD_FAILED, d.problem().get()))
        .toList();
  }

  /**
   * What living pods tell of OOM kills.
   *
   * @param found the workloads with what their pods run with
   */
  Map<ContainerRef, List<OomKill>> oomKills(List<Workload> found) {
    Map<ContainerRef, List<OomKill>> kills = new HashMap<>();
    for (Workload workload : found) {
      Map<String, Optional<Amount>> limits = new HashMap<>();
      workload.containers().forEach(c -> limits.put(c.name(), c.template(Resource.MEMORY).limit()));
      for (PodRecord pod : pods.getOrDefault(workload.ref(), List.of())) {
        pod.killsUnder(limits)
            .forEach(
                (container, kill) ->
                    kills
                        .computeIfAbsent(
                            new ContainerRef(workload.ref(), container), c -> new ArrayList<>())
                        .add(kill));
      }
    }
    return kills;
  }

  OwnerIndex owners() {
    return owners;
  }
}
