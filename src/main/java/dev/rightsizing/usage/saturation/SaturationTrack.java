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

  private final HourArray periods = new HourArray();
  private final HourArray throttled = new HourArray();
  private final HourArray rss = new HourArray();
  private final HourArray cpuLimits = new HourArray();
  private List<OomKill> kills = List.of();

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
    return heldBytes() == 0 && kills.isEmpty();
  }

  synchronized long heldBytes() {
    return periods.heldBytes() + throttled.heldBytes() + rss.heldBytes() + cpuLimits.heldBytes();
  }
}
