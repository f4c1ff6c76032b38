// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CFS throttling: of each hour the pod with the greatest throttled share counts. One with enough
 * periods to tell goes before one that was idle.
 */
final class ThrottlingPart implements SaturationSignal {
  /** Two counters are scraped at one time but increase by extrapolation, each by its own. */
  private static final double JITTER = 1.05;

  /** The shortest period that a kubelet takes is a millisecond (cpuCFSQuotaPeriod). */
  private static final double MOST_PERIODS = 3_600_000 * JITTER;

  private final UsageSource source;
  private final SaturationHistory history;

  ThrottlingPart(UsageSource source, SaturationHistory history) {
    this.source = source;
    this.history = history;
  }

  private record Hour(double periods, double throttled) {

    /** Both are known, and as many as there can be: a counter that dips gives more. */
    boolean isPossible() {
      return periods <= MOST_PERIODS && throttled <= periods * JITTER;
    }

    boolean over(Hour other) {
      boolean counted = periods >= Saturation.COUNTED_PERIODS;
      boolean otherCounted = other.periods >= Saturation.COUNTED_PERIODS;
      if (counted != otherCounted) {
        return counted;
      }
      int byShare = Double.compare(throttled * other.periods, other.throttled * periods);
      return byShare > 0 || byShare == 0 && periods > other.periods;
    }
  }

  @Override
  public Signal signal() {
    return Signal.CFS_PERIODS;
  }

  @Override
  public boolean expected() {
    return true;
  }

  @Override
  public ReadReport read(HourSlice slice, Set<String> withSeries) throws UsageException {
    PodHours periods = new PodHours(slice.query(Signal.CFS_PERIODS));
    ReadReport report = source.readSignal(slice.query(Signal.CFS_PERIODS), periods);
    if (periods.keys().isEmpty()) {
      return report;
    }
    PodHours throttled = new PodHours(slice.query(Signal.CFS_THROTTLED));
    report = report.plus(source.readSignal(slice.query(Signal.CFS_THROTTLED), throttled));
    periods.keys().forEach(key -> withSeries.add(key.namespace()));
    for (Map.Entry<ContainerRef, List<SeriesKey>> pods : byContainer(slice, periods).entrySet()) {
      SaturationTrack track = history.track(pods.getKey());
      for (long hour = slice.firstHour(); hour <= slice.lastHour(); hour++) {
        Optional<Hour> worst = worst(pods.getValue(), hour, periods, throttled);
        if (worst.isPresent()) {
          track.throttling(hour, worst.get().periods(), worst.get().throttled());
        }
      }
    }
    return report;
  }

  private static Map<ContainerRef, List<SeriesKey>> byContainer(HourSlice slice, PodHours pods) {
    Map<ContainerRef, List<SeriesKey>> containers = new HashMap<>();
    for (SeriesKey key : pods.keys()) {
      slice
          .container(key)
          .ifPresent(c -> containers.computeIfAbsent(c, n -> new ArrayList<>()).add(key));
    }
    return containers;
  }

  private static Optional<Hour> worst(
      List<SeriesKey> pods, long hour, PodHours periods, PodHours throttled) {
    Hour worst = null;
    for (SeriesKey pod : pods) {
      Hour here = new Hour(periods.at(pod, hour), throttled.at(pod, hour));
      if (here.isPossible() && (worst == null || here.over(worst))) {
        worst = here;
      }
    }
    return Optional.ofNullable(worst);
  }
}
