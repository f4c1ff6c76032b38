// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Limits;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The memory limit at pod level, which all containers of a pod share. A container without a limit
 * of its own is held against it: the first of them with what the whole pod uses, so that one limit
 * has one alarm; the others with their own usage.
 *
 * @param readings what is seen of a container's pods
 */
record PodMemory(Workload workload, Function<ContainerRef, List<PodReading>> readings) {

  /** The limit that a container is held against; empty: none. */
  Optional<Amount> limit(ContainerSpec container) {
    return container
        .current(Resource.MEMORY)
        .limit()
        .or(() -> workload.pod().current(Resource.MEMORY).limit());
  }

  /** What is held against that limit. */
  List<PodReading> of(ContainerSpec container) {
    List<PodReading> own = readings.apply(ref(container));
    boolean ofPod =
        container.current(Resource.MEMORY).limit().isEmpty()
            && workload.pod().current(Resource.MEMORY).limit().isPresent();
    if (!ofPod) {
      return own;
    }
    boolean first = isFirst(container);
    return own.stream().map(pod -> first ? whole(pod) : pod).map(this::underPod).toList();
  }

  /** A limit of the container's own in this one pod, as after a resize, stays. */
  private PodReading underPod(PodReading pod) {
    Optional<Amount> own = pod.limits().flatMap(Limits::memory);
    return pod.under(
        new Limits(
            pod.limits().flatMap(Limits::cpu),
            own.or(() -> workload.pod().current(Resource.MEMORY).limit())));
  }

  private boolean isFirst(ContainerSpec container) {
    return running().stream()
        .filter(c -> c.current(Resource.MEMORY).limit().isEmpty())
        .findFirst()
        .filter(container::equals)
        .isPresent();
  }

  private List<ContainerSpec> running() {
    return workload.containers().stream().filter(c -> c.role() != ContainerRole.INIT).toList();
  }

  /**
   * Only instants at which every container that was seen has a sample: half a sum is too little.
   */
  private PodReading whole(PodReading of) {
    Map<Instant, List<Double>> byInstant = new TreeMap<>();
    int seen = 0;
    for (ContainerSpec container : running()) {
      List<MemoryPoint> memory = new ArrayList<>();
      for (PodReading pod : readings.apply(ref(container))) {
        if (pod.pod().equals(of.pod())) {
          memory.addAll(pod.memory());
        }
      }
      seen += memory.isEmpty() ? 0 : 1;
      Map<Instant, Double> once = new HashMap<>();
      memory.forEach(point -> once.put(point.at(), point.bytes()));
      once.forEach((at, bytes) -> byInstant.computeIfAbsent(at, a -> new ArrayList<>()).add(bytes));
    }
    int all = seen;
    return new PodReading(
        of.pod(),
        of.cfs(),
        of.pressure(),
        byInstant.entrySet().stream()
            .filter(entry -> entry.getValue().size() == all)
            .map(
                entry ->
                    new MemoryPoint(
                        entry.getKey(),
                        entry.getValue().stream().mapToDouble(Double::doubleValue).sum()))
            .toList(),
        of.restarts(),
        of.limits());
  }

  private ContainerRef ref(ContainerSpec container) {
    return new ContainerRef(workload.ref(), container.name());
  }
}
