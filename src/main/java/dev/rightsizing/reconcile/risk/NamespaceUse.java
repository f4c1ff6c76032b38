// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.telemetry.ResourceUse;
import dev.rightsizing.usage.risk.RiskReadings;
import dev.rightsizing.workload.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Sums what a risk evaluation has read anyway to the use of whole namespaces: living containers
 * that have a limit and a current reading, limit and usage alike, so that neither is half a sum.
 */
record NamespaceUse(ClusterView view, RiskReadings readings, Instant now) {
  /** Three scrapes a minute apart. */
  private static final Duration CURRENT = Duration.ofMinutes(3);

  /**
   * A rate over a few scrapes is over the truth by their jitter, at most a quarter; more is no
   * reading of a container with this limit.
   */
  private static final double JITTER = 1.25;

  /** By namespace; one without any such container is absent. */
  Map<String, Map<Resource, ResourceUse>> byNamespace() {
    Map<String, Map<Resource, ResourceUse>> sums = new HashMap<>();
    readings
        .pods()
        .forEach(
            (container, pods) ->
                pods.forEach(
                    pod -> {
                      add(sums, container, pod.pod(), Resource.MEMORY, memory(pod));
                      add(sums, container, pod.pod(), Resource.CPU, cpu(container, pod.pod()));
                    }));
    return sums;
  }

  private void add(
      Map<String, Map<Resource, ResourceUse>> sums,
      ContainerRef container,
      String pod,
      Resource resource,
      OptionalDouble usage) {
    String namespace = container.workload().namespace();
    double limit =
        view.podSizes()
            .of(namespace, pod, container.container(), resource)
            .limit()
            .map(Amount::value)
            .orElse(0.0);
    if (limit > 0 && usage.isPresent() && usage.getAsDouble() <= limit * JITTER) {
      sums.computeIfAbsent(namespace, n -> new EnumMap<>(Resource.class))
          .merge(
              resource,
              new ResourceUse(limit, Math.min(usage.getAsDouble(), limit)),
              ResourceUse::plus);
    }
  }

  private OptionalDouble memory(PodReading pod) {
    List<MemoryPoint> points = pod.memory();
    if (points.isEmpty()) {
      return OptionalDouble.empty();
    }
    MemoryPoint last = points.get(points.size() - 1);
    return last.at().isBefore(now.minus(CURRENT))
        ? OptionalDouble.empty()
        : OptionalDouble.of(last.bytes());
  }

  private OptionalDouble cpu(ContainerRef container, String pod) {
    Double cores = readings.cpuUsage().getOrDefault(container, Map.of()).get(pod);
    return cores == null ? OptionalDouble.empty() : OptionalDouble.of(cores);
  }
}
