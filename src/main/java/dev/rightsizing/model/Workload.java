// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import dev.rightsizing.model.quota.PodCountBounds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workload as it stands in the cluster.
 *
 * @param uid the object's uid, for owner references
 * @param labels the labels of the workload object, which selectors match
 * @param replicas pods that it asks for; for a DaemonSet those it schedules; for a CronJob or Job
 *     its parallelism
 * @param containers of the pod template, in the order of the spec
 * @param nodes the node names of its running pods, one entry a pod
 * @param footprint how many pods quotas may have to count
 * @param pod what its pods ask for beside their containers
 * @param management who else has a hand in its sizes and replicas
 * @param running the pods that are there and have not ended, alike ones together; empty where none
 *     is or they are not known
 * @param created when the object was made; empty where it is not known
 * @param templateOf the object whose template it runs, where that is not its own: a patch goes
 *     there
 */
public record Workload(
    WorkloadRef ref,
    String uid,
    Map<String, String> labels,
    int replicas,
    List<ContainerSpec> containers,
    List<String> nodes,
    PodCountBounds footprint,
    PodShape pod,
    Management management,
    List<RunningPods> running,
    Optional<Instant> created,
    Optional<WorkloadRef> templateOf) {

  /** One of its own template. */
  public Workload(
      WorkloadRef ref,
      String uid,
      Map<String, String> labels,
      int replicas,
      List<ContainerSpec> containers,
      List<String> nodes,
      PodCountBounds footprint,
      PodShape pod,
      Management management,
      List<RunningPods> running,
      Optional<Instant> created) {
    this(
        ref,
        uid,
        labels,
        replicas,
        containers,
        nodes,
        footprint,
        pod,
        management,
        running,
        created,
        Optional.empty());
  }

  /** One of which it is not known when it was made. */
  public Workload(
      WorkloadRef ref,
      String uid,
      Map<String, String> labels,
      int replicas,
      List<ContainerSpec> containers,
      List<String> nodes,
      PodCountBounds footprint,
      PodShape pod,
      Management management,
      List<RunningPods> running) {
    this(
        ref,
        uid,
        labels,
        replicas,
        containers,
        nodes,
        footprint,
        pod,
        management,
        running,
        Optional.empty());
  }

  /** A workload without another manager, with plain pods. */
  public Workload(
      WorkloadRef ref,
      String uid,
      Map<String, String> labels,
      int replicas,
      List<ContainerSpec> containers,
      List<String> nodes,
      PodCountBounds footprint) {
    this(
        ref,
        uid,
        labels,
        replicas,
        containers,
        nodes,
        footprint,
        PodShape.PLAIN,
        Management.NONE,
        List.of());
  }

  /** The same with as many pods as replicas. */
  public Workload(
      WorkloadRef ref,
      String uid,
      Map<String, String> labels,
      int replicas,
      List<ContainerSpec> containers,
      List<String> nodes) {
    this(ref, uid, labels, replicas, containers, nodes, PodCountBounds.PLAIN);
  }

  public Workload {
    labels = Map.copyOf(labels);
    containers = List.copyOf(containers);
    nodes = List.copyOf(nodes);
    running = List.copyOf(running);
  }

  public Workload withPod(PodShape shape) {
    return with(shape, management, running);
  }

  public Workload withManagement(Management others) {
    return with(pod, others, running);
  }

  public Workload withRunning(List<RunningPods> pods) {
    return with(pod, management, pods);
  }

  private Workload with(PodShape shape, Management others, List<RunningPods> pods) {
    return new Workload(
        ref,
        uid,
        labels,
        replicas,
        containers,
        nodes,
        footprint,
        shape,
        others,
        pods,
        created,
        templateOf);
  }

  public Workload withCreated(Optional<Instant> at) {
    return new Workload(
        ref,
        uid,
        labels,
        replicas,
        containers,
        nodes,
        footprint,
        pod,
        management,
        running,
        at,
        templateOf);
  }

  public Workload withTemplateOf(Optional<WorkloadRef> other) {
    return new Workload(
        ref,
        uid,
        labels,
        replicas,
        containers,
        nodes,
        footprint,
        pod,
        management,
        running,
        created,
        other);
  }

  /** Whose template a patch changes. */
  public WorkloadRef patched() {
    return templateOf.orElse(ref);
  }

  /**
   * The object that stands for it: itself, or what made the Jobs that are taken together, such as a
   * ScaledJob.
   */
  public OwningController object() {
    return management.jobs() > 0
        ? management.controller().orElseThrow()
        : new OwningController(ref.kind().apiVersion(), ref.kind().kind(), ref.name());
  }

  /** What a person knows it by: {@code Deployment/checkout}, {@code ScaledJob/encode}. */
  public String title() {
    return object().toString();
  }
}
