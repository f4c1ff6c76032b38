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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The working set of the fullest pod over the container's memory limit. */
final class MemorySignal {
  /** Older is not now: as long as Prometheus itself looks back for a sample. */
  private static final Duration CURRENT = Duration.ofMinutes(5);

  /** From here on, where Critical begins, growth of a quarter of an hour is worth a word too. */
  private static final double NEAR = 0.90;

  private MemorySignal() {}

  static Observation of(ContainerReading container, Optional<Growth> growth, Instant now) {
    Optional<Observation> blind = blind(container, now);
    if (blind.isPresent()) {
      return blind.get();
    }
    PodReading fullest =
        current(container, now).stream()
            .max(Comparator.comparingDouble(MemorySignal::last))
            .orElseThrow();
    return new Observation.Seen(
        last(fullest) / limit(container),
        "pod "
            + fullest.pod()
            + " uses "
            + Amount.bytes(last(fullest)).toUsage()
            + growth.map(g -> "; pod " + g.pod() + " reaches it in " + g.text()).orElse(""));
  }

  /** Why memory cannot be held against a limit, if it cannot. */
  private static Optional<Observation> blind(ContainerReading container, Instant now) {
    Reason failed = container.failed().get(RiskKind.MEMORY);
    if (failed != null) {
      return Optional.of(new Observation.Unknown(failed));
    }
    if (limit(container) == 0) {
      return Optional.of(new Observation.Unlimited());
    }
    return current(container, now).isEmpty()
        ? Optional.of(
            new Observation.Unknown(
                container.running() ? Reason.SIGNAL_MISSING : Reason.NOT_RUNNING))
        : Optional.empty();
  }

  /**
   * The urgency of growth: the time in which a container may not become full, over the time in
   * which it will; over 1 is a risk. What cannot be told is said of {@link RiskKind#MEMORY}
   * already.
   */
  static Observation urgency(
      ContainerReading container, Optional<Growth> growth, Duration within, Instant now) {
    Optional<Observation> blind = blind(container, now);
    if (blind.isPresent()) {
      return blind.get() instanceof Observation.Unknown unknown
          ? new Observation.Absent(unknown.reason())
          : blind.get();
    }
    Reason failed = container.failed().get(RiskKind.MEMORY_GROWTH);
    if (failed != null) {
      return new Observation.Absent(failed);
    }
    double urgency =
        growth
            .filter(Growth::leak)
            .map(g -> within.toSeconds() / 60.0 / Math.max(1, g.left()))
            .orElse(0.0);
    return new Observation.Seen(urgency, growth.map(g -> "pod " + g.pod()).orElse(""));
  }

  /** Of all pods that leak, or grow near the limit, the one that is full first. */
  static Optional<Growth> growth(
      ContainerReading container, OptionalDouble saidBefore, Instant now) {
    double limit = limit(container);
    if (limit == 0 || container.failed().containsKey(RiskKind.MEMORY)) {
      return Optional.empty();
    }
    List<Growth> growing = new ArrayList<>();
    for (PodReading pod : current(container, now)) {
      GrowthTrend trend = GrowthTrend.of(pod.memory());
      boolean leak = trend.isLeak(limit);
      if (!leak && trend.last() < NEAR * limit) {
        continue;
      }
      OptionalDouble atNewest = trend.minutesTo(limit);
      if (atNewest.isPresent()) {
        double left = Math.max(0, atNewest.getAsDouble() - age(pod, now));
        growing.add(new Growth(pod.pod(), left, Figures.minutes(saidBefore, left), leak));
      }
    }
    // One that is full sooner only because it starts must not hide one that leaks.
    return growing.stream()
        .min(Comparator.comparing((Growth g) -> !g.leak()).thenComparingDouble(Growth::left));
  }

  /**
   * A pod whose memory grows.
   *
   * @param left minutes until its limit
   * @param said the same as it is shown
   * @param leak whether it is worth a warning before memory is near the limit
   */
  record Growth(String pod, double left, double said, boolean leak) {

    String text() {
      return "about "
          + Math.round(said)
          + (said == 1 ? " minute" : " minutes")
          + " if it goes on growing as it does";
    }
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

  /** Minutes since its newest point, which is up to a step and a scrape old. */
  private static double age(PodReading pod, Instant now) {
    Instant newest = pod.memory().get(pod.memory().size() - 1).at();
    return Math.max(0, Duration.between(newest, now).toSeconds() / 60.0);
  }

  private static double last(PodReading pod) {
    List<MemoryPoint> points = pod.memory();
    return points.get(points.size() - 1).bytes();
  }
}
