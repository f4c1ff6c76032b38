// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.model.saturation.Saturation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is kept of one container. Safe for use by several threads. */
final class SaturationTrack {
  private static final long HOUR = 3600;

  /** This object and what it is made of, on a 64-bit JVM with compressed references. */
  private static final int OBJECTS = 200;

  /** One kill with its texts, about. */
  private static final int KILL_BYTES = 160;

  private final HourArray periods;
  private final HourArray throttled;
  private final HourArray rss;
  private final HourArray cpuLimits;
  private List<OomKill> kills;

  SaturationTrack() {
    this(new HourArray(), new HourArray(), new HourArray(), new HourArray(), List.of());
  }

  private SaturationTrack(
      HourArray periods,
      HourArray throttled,
      HourArray rss,
      HourArray cpuLimits,
      List<OomKill> kills) {
    this.periods = periods;
    this.throttled = throttled;
    this.rss = rss;
    this.cpuLimits = cpuLimits;
    this.kills = kills;
  }

  /** What is known now, which later changes do not reach. */
  synchronized SaturationTrack snapshot() {
    return new SaturationTrack(
        periods.snapshot(), throttled.snapshot(), rss.snapshot(), cpuLimits.snapshot(), kills);
  }

  synchronized void throttling(long hour, double all, double waited) {
    periods.set(hour, all);
    throttled.set(hour, waited);
  }

  synchronized void rss(long hour, double bytes) {
    rss.set(hour, bytes);
  }

  synchronized void cpuLimit(long hour, double cores) {
    cpuLimits.set(hour, cores);
  }

  synchronized void addKills(List<OomKill> more) {
    List<OomKill> all = new ArrayList<>(kills);
    all.addAll(more);
    kills = List.copyOf(all);
  }

  /** Forgets the kills of these hours, which are read again. */
  synchronized void dropKills(long firstHour, long lastHour) {
    Instant after = Instant.ofEpochSecond(firstHour * HOUR);
    Instant to = Instant.ofEpochSecond((lastHour + 1) * HOUR);
    kills = kills.stream().filter(k -> !k.at().isAfter(after) || k.at().isAfter(to)).toList();
  }

  synchronized void dropBefore(long hour) {
    List.of(periods, throttled, rss, cpuLimits).forEach(values -> values.dropBefore(hour));
    kills = since(hour, kills);
  }

  private static List<OomKill> since(long hour, List<OomKill> kills) {
    Instant from = Instant.ofEpochSecond(hour * HOUR);
    return kills.stream().filter(kill -> kill.at().isAfter(from)).toList();
  }

  synchronized Saturation since(long hour) {
    return new Saturation(
            periods.since(hour),
            throttled.since(hour),
            rss.since(hour),
            cpuLimits.since(hour),
            List.of())
        .withKills(since(hour, kills));
  }

  synchronized boolean isEmpty() {
    return hourBytes() == 0 && kills.isEmpty();
  }

  /** Bytes of heap, about. */
  synchronized long heldBytes() {
    return OBJECTS + hourBytes() + (long) KILL_BYTES * kills.size();
  }

  private long hourBytes() {
    return periods.heldBytes() + throttled.heldBytes() + rss.heldBytes() + cpuLimits.heldBytes();
  }
}
