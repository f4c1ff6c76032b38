// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.NodeRoom;
import dev.rightsizing.model.apply.ResizeState;
import dev.rightsizing.model.apply.ResizeSupport;
import dev.rightsizing.model.apply.RolloutStatus;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A Deployment with its controller and the kubelets of its pods, moved on by ticks. */
final class SimulatedWorkload {
  /** What kubelets do when a pod is resized to its new sizes. */
  enum Kubelet {
    PROMPT,
    /** After some ticks. */
    SLOW,
    DEFERRED,
    INFEASIBLE,
    /** Reports an error as long as it is so. */
    ERROR,
    SILENT,
    /** Resizes, and then the container is OOM killed. */
    OOM_AFTER,
    /** Resizes, and then the container crashes again and again. */
    CRASH_AFTER
  }

  private static final int SLOW_TICKS = 4;

  final WorkloadRef ref;
  final Map<Resource, Size> original;
  Map<Resource, Size> template;
  Map<Resource, Size> recommended;
  String release = "v1";
  int desired;
  final List<SimulatedPod> pods = new ArrayList<>();
  Kubelet kubelet = Kubelet.PROMPT;
  boolean readinessBroken;
  boolean throttled;
  boolean rolloutStuck;

  /** Another manager that gives pods the sizes back that they began with, once a tick. */
  boolean reverts;

  /** Another field manager that owns the sizes of the template. */
  boolean templateOwned;

  Amount usage = Amount.bytes(200.0 * 1024 * 1024);
  int target = 70;
  private int names;

  SimulatedWorkload(String name, int desired, Map<Resource, Size> sizes, Instant now) {
    this.ref = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, name);
    this.desired = desired;
    this.original = Map.copyOf(sizes);
    this.template = original;
    this.recommended = original;
    for (int i = 0; i < desired; i++) {
      pods.add(pod(now));
    }
  }

  SimulatedPod pod(Instant now) {
    return new SimulatedPod(ref.name() + "-" + names++, now, revision(), template);
  }

  private String revision() {
    return release + new TreeMap<>(template);
  }

  /** As old as the workload itself, also where a size is as it was then. */
  List<SizeStep> goal() {
    return recommended.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            e ->
                new SizeStep(
                    SimulatedPod.CONTAINER,
                    ContainerRole.MAIN,
                    e.getKey(),
                    original.get(e.getKey()),
                    e.getValue()))
        .toList();
  }

  /** Sets sizes of the template. */
  void template(List<SizeStep> steps) {
    Map<Resource, Size> next = new HashMap<>(template);
    steps.forEach(s -> next.put(s.resource(), s.to()));
    template = Map.copyOf(next);
  }

  void resize(SimulatedPod pod, List<SizeStep> steps, Instant now) {
    Map<Resource, Size> next = new HashMap<>(pod.spec);
    steps.forEach(s -> next.put(s.resource(), s.to()));
    pod.spec = Map.copyOf(next);
    pod.ticks = 0;
    report(pod, pod.spec.equals(pod.actual) ? ResizeState.DONE : ResizeState.REQUESTED, "", now);
  }

  private static void report(SimulatedPod pod, ResizeState state, String words, Instant now) {
    if (pod.state != state) {
      pod.state = state;
      pod.stateSince =
          state == ResizeState.DONE || state == ResizeState.REQUESTED
              ? Optional.empty()
              : Optional.of(now);
    }
    pod.words = words;
  }

  /** Lets the controller and the kubelets do what they do in a while. */
  void tick(Instant now) {
    pods.removeIf(p -> p.deleting);
    replaceOld(now);
    while (pods.size() > desired) {
      pods.remove(pods.size() - 1);
    }
    while (pods.size() < desired) {
      SimulatedPod fresh = pod(now);
      fresh.ready = false;
      pods.add(fresh);
    }
    for (SimulatedPod pod : pods) {
      kubelet(pod, now);
      pod.ready(!isSick(pod), now);
      if (reverts && !pod.spec.equals(pod.first)) {
        pod.spec = pod.first;
        pod.actual = pod.first;
        report(pod, ResizeState.DONE, "", now);
      }
    }
  }

  private boolean isSick(SimulatedPod pod) {
    boolean ours = !pod.spec.equals(original);
    return pod.waiting.isPresent() || readinessBroken && ours;
  }

  private void replaceOld(Instant now) {
    if (rolloutStuck) {
      return;
    }
    pods.stream()
        .filter(p -> !p.revision.equals(revision()))
        .min(Comparator.comparing(p -> p.created))
        .ifPresent(
            old -> {
              pods.remove(old);
              if (pods.size() < desired) {
                pods.add(pod(now));
              }
            });
  }

  private void kubelet(SimulatedPod pod, Instant now) {
    if (pod.spec.equals(pod.actual)) {
      report(pod, ResizeState.DONE, "", now);
      return;
    }
    pod.ticks++;
    boolean back = pod.spec.equals(original);
    switch (back ? Kubelet.PROMPT : kubelet) {
      case DEFERRED -> report(pod, ResizeState.DEFERRED, "Node didn't have enough cpu", now);
      case INFEASIBLE ->
          report(pod, ResizeState.INFEASIBLE, "Node didn't have enough capacity: cpu", now);
      case ERROR -> report(pod, ResizeState.ERROR, "memory limit below usage", now);
      case SILENT -> report(pod, ResizeState.REQUESTED, "", now);
      case SLOW -> {
        report(pod, ResizeState.IN_PROGRESS, "", now);
        if (pod.ticks >= SLOW_TICKS) {
          done(pod, now);
        }
      }
      case OOM_AFTER -> {
        done(pod, now);
        pod.restart("OOMKilled", now);
      }
      case CRASH_AFTER -> {
        done(pod, now);
        pod.restart("Error", now);
        pod.waiting = Optional.of("CrashLoopBackOff");
      }
      default -> {
        done(pod, now);
        pod.waiting = Optional.empty();
      }
    }
  }

  private static void done(SimulatedPod pod, Instant now) {
    pod.actual = pod.spec;
    report(pod, ResizeState.DONE, "", now);
  }

  WorkloadFacts facts() {
    List<LivePod> seen =
        pods.stream().map(SimulatedPod::seen).sorted(Comparator.comparing(LivePod::name)).toList();
    boolean progressing = pods.stream().anyMatch(p -> !p.revision.equals(revision()));
    int ready = (int) seen.stream().filter(LivePod::ready).count();
    Map<Resource, SizeOrigin> origin =
        Map.of(Resource.CPU, SizeOrigin.TEMPLATE, Resource.MEMORY, SizeOrigin.TEMPLATE);
    ContainerSpec container =
        new ContainerSpec(
            SimulatedPod.CONTAINER, ContainerRole.MAIN, 0, template, origin, template);
    NodeRoom node =
        new NodeRoom(
            "node-1",
            Map.of(Resource.CPU, Amount.cores(1000), Resource.MEMORY, Amount.bytes(1e13)),
            Map.of(Resource.CPU, Amount.cores(1000), Resource.MEMORY, Amount.bytes(1e13)),
            false,
            true,
            "");
    return new WorkloadFacts(
        new Workload(
            ref,
            "uid-" + ref.name(),
            Map.of(),
            desired,
            List.of(container),
            seen.stream().map(p -> "node-1").toList()),
        new RolloutStatus(
            false, progressing, progressing && rolloutStuck, desired, ready, false, false, 1),
        seen,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        Map.of("node-1", node),
        new ResizeSupport(true, true, "1.35"),
        release,
        new TreeMap<>(template).toString());
  }

  static Size cpu(String request) {
    return Size.of(Amount.parse(Resource.CPU, request), null);
  }

  static Size memory(String limit) {
    Amount amount = Amount.parse(Resource.MEMORY, limit);
    return Size.of(amount, amount);
  }

  static Map<Resource, Size> sizes(String cpu, String memory) {
    return Map.of(Resource.CPU, cpu(cpu), Resource.MEMORY, memory(memory));
  }

  /** How long a tick lasts. */
  static final Duration TICK = Duration.ofSeconds(15);
}
