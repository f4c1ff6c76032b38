// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.model.risk.RiskKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** The working set of the fullest pod over the container's memory limit. */
final class MemorySignal {
  /** Older is not now: as long as Prometheus itself looks back for a sample. */
  private static final Duration CURRENT = Duration.ofMinutes(5);

  private MemorySignal() {}

  static Observation of(ContainerReading container, Instant now) {
    Reason failed = container.failed().get(RiskKind.MEMORY);
    if (failed != null) {
      return new Observation.Unknown(failed);
    }
    if (limit(container) == 0) {
      return new Observation.Unlimited();
    }
    return current(container, now).stream()
        .max(Comparator.comparingDouble(MemorySignal::last))
        .<Observation>map(
            pod ->
                new Observation.Seen(
                    last(pod) / limit(container),
                    "pod " + pod.pod() + " uses " + Amount.bytes(last(pod)).toUsage()))
        .orElseGet(
            () ->
                new Observation.Unknown(
                    container.running() ? Reason.SIGNAL_MISSING : Reason.NOT_RUNNING));
  }

  /** Of all pods that grow, until the first is full. */
  static OptionalLong minutesToLimit(ContainerReading container, Instant now) {
    double limit = limit(container);
    return limit == 0
        ? OptionalLong.empty()
        : current(container, now).stream()
            .map(pod -> GrowthTrend.of(pod.memory()).minutesTo(limit))
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .min();
  }

  private static double limit(ContainerReading container) {
    return container.memoryLimit().map(Amount::value).orElse(0.0);
  }

  private static List<PodReading> current(ContainerReading container, Instant now) {
    return container.pods().stream()
        .filter(pod -> !pod.memory().isEmpty())
        .filter(pod -> pod.memory().get(pod.memory().size() - 1).at().plus(CURRENT).isAfter(now))
        .toList();
  }

  private static double last(PodReading pod) {
    List<MemoryPoint> points = pod.memory();
    return points.get(points.size() - 1).bytes();
  }
}
