// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.saturation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

/**
 * What is known of one container beside its usage, pods combined, hour by hour since the epoch.
 * Absent is unknown, never zero.
 *
 * @param periods CFS periods of the pod with the greatest throttled share
 * @param throttled those of its periods in which it had to wait for its quota
 * @param rss bytes resident, the greatest of the hour over pods; page cache does not count
 * @param cpuLimits cores that the quota allowed in the hour, the greatest over pods
 * @param kills each OOM kill once, in order of time; empty also where none could be known
 */
public record Saturation(
    Optional<HourlyValues> periods,
    Optional<HourlyValues> throttled,
    Optional<HourlyValues> rss,
    Optional<HourlyValues> cpuLimits,
    List<OomKill> kills) {

  /**
   * Fewer periods in an hour say nothing: a minute's worth of the kernel's default of 100 ms. A pod
   * that is idle runs in few periods, and one of them throttled would be a great share.
   */
  public static final int COUNTED_PERIODS = 600;

  /** Nothing is known. */
  public static final Saturation NONE =
      new Saturation(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public Saturation {
    kills = List.copyOf(kills);
  }

  /** The hours with enough periods to tell a throttled share. */
  public LongStream throttlingHours() {
    return periods.orElse(HourlyValues.EMPTY).hours().filter(h -> throttledShare(h).isPresent());
  }

  /** Throttled periods over periods, 0 to 1; empty under {@link #COUNTED_PERIODS} or unknown. */
  public OptionalDouble throttledShare(long hour) {
    OptionalDouble all = periods.orElse(HourlyValues.EMPTY).at(hour);
    OptionalDouble waited = throttled.orElse(HourlyValues.EMPTY).at(hour);
    return all.isEmpty() || waited.isEmpty() || all.getAsDouble() < COUNTED_PERIODS
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, waited.getAsDouble() / all.getAsDouble()));
  }

  /** With the kills of another record, each kill counted once. */
  public Saturation withKills(List<OomKill> others) {
    return new Saturation(
        periods, throttled, rss, cpuLimits, OomKillDeduplicator.merge(kills, others));
  }
}
