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

/**
 * The working set of the fullest pod over its memory limit: each pod is held to its own, and
 * fullest is the one with the greatest share of it.
 *
 * <p>No working set is over a limit that holds, so one that is proves that the limit or the samples
 * are of something else. Such a share is never shown.
 */
final class MemorySignal {
  /** Older is not now: as long as Prometheus itself looks back for a sample. */
  private static final Duration CURRENT = Duration.ofMinutes(5);

  /** From here on, where Critical begins, growth of a quarter of an hour is worth a word too. */
  private static final double NEAR = 0.90;

  /** A share of the limit that no working set has. */
  private static final double IMPOSSIBLE = 1.01;

  private MemorySignal() {}

  static Observation of(ContainerReading container, Optional<Growth> growth, Instant now) {
    Optional<Observation> blind = blind(container, now);
    if (blind.isPresent()) {
      return blind.get();
    }
    List<PodReading> limited = limited(container, now);
    Optional<PodReading> fullest =
        limited.stream()
            .filter(pod -> !impossible(container, pod))
            .max(Comparator.comparingDouble(pod -> share(container, pod)));
    boolean known =
        fullest.isPresent()
            && (share(container, fullest.get()) > HysteresisRule.LOWEST_OF_MEMORY
                || limited.stream().noneMatch(pod -> impossible(container, pod)));
    return known
        ? measured(container, fullest.get(), growth)
        : new Observation.Unknown(Reason.IMPOSSIBLE_FIGURE);
  }

  private static Observation measured(
      ContainerReading container, PodReading fullest, Optional<Growth> growth) {
    return new Observation.Measured(
        share(container, fullest),
        "pod "
            + fullest.pod()
            + " uses "
            + Amount.bytes(last(fullest)).toUsage()
            + growth.map(g -> "; pod " + g.pod() + " reaches it in " + g.text()).orElse(""),
        container.memoryLimit(fullest));
  }

  /** What is over the limit by less than a percent is rounding, and the kernel's own slack. */
  private static boolean impossible(ContainerReading container, PodReading pod) {
    return share(container, pod) >= IMPOSSIBLE;
  }

  private static double share(ContainerReading container, PodReading pod) {
    return last(pod) / container.memoryLimit(pod).orElseThrow().value();
  }

  private static List<PodReading> limited(ContainerReading container, Instant now) {
    return current(container, now).stream()
        .filter(pod -> container.memoryLimit(pod).isPresent())
        .toList();
  }

  /** Why memory cannot be held against a limit, if it cannot. */
  private static Optional<Observation> blind(ContainerReading container, Instant now) {
    Reason failed = container.failed().get(RiskKind.MEMORY);
    if (failed != null) {
      return Optional.of(new Observation.Unknown(failed));
    }
    List<PodReading> pods = current(container, now);
    if (pods.isEmpty()
        ? container.memoryLimit().filter(l -> !l.isZero()).isEmpty()
        : limited(container, now).isEmpty()) {
      return Optional.of(new Observation.Unlimited());
    }
    return pods.isEmpty()
        ? Optional.of(
            new Observation.Unknown(
                container.running() ? Reason.SIGNAL_MISSING : Reason.NOT_RUNNING))
        : Optional.empty();
  }

  /**
   * The urgency of growth: the time in which a container may not become full, over the time in
   * which it will; over 1 is a risk. What cannot be determined is already reported for {@link
   * RiskKind#MEMORY}.
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
    return new Observation.Measured(
        urgency, growth.map(g -> "pod " + g.pod()).orElse(""), growth.map(Growth::limit));
  }

  /** Of all pods that leak, or grow near the limit, the one that is full first. */
  static Optional<Growth> growth(
      ContainerReading container, OptionalDouble shownBefore, Instant now) {
    if (container.failed().containsKey(RiskKind.MEMORY)) {
      return Optional.empty();
    }
    List<Growth> growing = new ArrayList<>();
    for (PodReading pod : limited(container, now)) {
      if (impossible(container, pod)) {
        continue;
      }
      Amount own = container.memoryLimit(pod).orElseThrow();
      double limit = own.value();
      GrowthTrend trend = GrowthTrend.of(pod.memory());
      boolean leak = trend.isLeak(limit);
      if (!leak && trend.last() < NEAR * limit) {
        continue;
      }
      OptionalDouble atNewest = trend.minutesTo(limit);
      if (atNewest.isPresent()) {
        double left = Math.max(0, atNewest.getAsDouble() - age(pod, now));
        growing.add(
            new Growth(pod.pod(), left, DisplayRounding.minutes(shownBefore, left), leak, own));
      }
    }
    // One that is full sooner only because it starts must not hide one that leaks.
    return growing.stream()
        .min(Comparator.comparing((Growth g) -> !g.leak()).thenComparingDouble(Growth::left));
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
