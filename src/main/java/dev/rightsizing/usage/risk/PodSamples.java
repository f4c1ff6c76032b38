// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.usage.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Puts the values of several queries together by pod; at equal times the greatest counts. */
final class PodSamples {
  private final Map<SeriesKey, Values> pods = new HashMap<>();

  /**
   * Cores. What uses less than 10 ms of CPU a second only wakes up, and on a busy node even a
   * heartbeat waits.
   */
  private static final double HARDLY_RUNS = 0.01;

  synchronized void signal(RiskMetric signal, SeriesKey key, double value) {
    values(key).signals.merge(signal, value, Math::max);
  }

  synchronized void memory(SeriesKey key, long[] seconds, double[] bytes, int count) {
    TreeMap<Long, Double> points = values(key).memory;
    for (int i = 0; i < count; i++) {
      points.merge(seconds[i], bytes[i], Math::max);
    }
  }

  private Values values(SeriesKey key) {
    return pods.computeIfAbsent(key.bare(), k -> new Values());
  }

  /** All that belongs to a workload. */
  Map<ContainerRef, List<PodReading>> byContainer(PodOwners owners) {
    Map<ContainerRef, List<PodReading>> containers = new HashMap<>();
    pods.forEach(
        (key, values) ->
            owners
                .ownerOf(key.namespace(), key.pod())
                .ifPresent(
                    owner ->
                        containers
                            .computeIfAbsent(
                                new ContainerRef(owner, key.container()), c -> new ArrayList<>())
                            .add(values.reading(key.pod()))));
    return containers;
  }

  /** Cores that each pod of a container uses, of those that belong to a workload. */
  Map<ContainerRef, Map<String, Double>> cpuUsage(PodOwners owners) {
    Map<ContainerRef, Map<String, Double>> containers = new HashMap<>();
    pods.forEach(
        (key, values) -> {
          Double cores = values.signals.get(RiskMetric.CPU_USAGE);
          if (cores != null) {
            owners
                .ownerOf(key.namespace(), key.pod())
                .ifPresent(
                    owner ->
                        containers
                            .computeIfAbsent(
                                new ContainerRef(owner, key.container()), c -> new HashMap<>())
                            .put(key.pod(), cores));
          }
        });
    return containers;
  }

  private static final class Values {
    private final Map<RiskMetric, Double> signals = new EnumMap<>(RiskMetric.class);
    private final TreeMap<Long, Double> memory = new TreeMap<>();

    PodReading reading(String pod) {
      Double periods = signals.get(RiskMetric.PERIODS);
      Double seconds = signals.get(RiskMetric.THROTTLED_SECONDS);
      // An idle pod has periods and seconds but no share; without either the signal is unknown.
      Optional<Cfs> cfs =
          periods == null || seconds == null
              ? Optional.empty()
              : Optional.of(
                  new Cfs(signals.getOrDefault(RiskMetric.THROTTLED_SHARE, 0.0), seconds, periods));
      Double restarts = signals.get(RiskMetric.RESTARTS);
      return new PodReading(
          pod,
          cfs,
          pressure(),
          memory.entrySet().stream()
              .map(e -> new MemoryPoint(Instant.ofEpochSecond(e.getKey()), e.getValue()))
              .toList(),
          restarts == null ? OptionalDouble.empty() : OptionalDouble.of(restarts));
    }

    private OptionalDouble pressure() {
      Double pressure = signals.get(RiskMetric.CPU_PRESSURE);
      Double cores = signals.get(RiskMetric.CPU_USAGE);
      if (pressure == null || cores == null) {
        return OptionalDouble.empty();
      }
      return OptionalDouble.of(cores > HARDLY_RUNS ? pressure : 0);
    }
  }
}
