// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * OOM kills as kube-state-metrics saw them: restarts in hours in which the reason of the last end
 * is OOMKilled. The reason alone stays long after the kill. Restarts and limits are asked for only
 * where a reason was seen, which is rare.
 */
final class OomKillSignal implements SaturationSignal {
  private static final long HOUR = 3600;

  /** A kill precedes the restart that reveals it, by at most the kubelet's back-off of 5 m. */
  private static final Duration WITHIN = Duration.ofMinutes(65);

  /** A crash loop restarts every five minutes. */
  private static final int MOST_AN_HOUR = 12;

  private final UsageSource source;
  private final SaturationHistory history;

  OomKillSignal(UsageSource source, SaturationHistory history) {
    this.source = source;
    this.history = history;
  }

  @Override
  public Signal signal() {
    return Signal.OOM_REASON;
  }

  @Override
  public boolean expected() {
    return false;
  }

  @Override
  public ReadReport read(HourSlice slice, Set<String> withSeries) throws UsageException {
    PodHours reasons = new PodHours(slice.query(Signal.OOM_REASON));
    ReadReport report = source.readSignal(slice.query(Signal.OOM_REASON), reasons);
    if (reasons.keys().isEmpty()) {
      history.dropKills(slice.namespaces(), slice.firstHour(), slice.lastHour());
      return report;
    }
    TreeSet<String> struck = new TreeSet<>();
    reasons.keys().forEach(key -> struck.add(key.namespace()));
    withSeries.addAll(struck);
    // One hour more, from which the first one's restarts are counted.
    HourSlice wider =
        new HourSlice(
            struck, slice.firstHour() - 1, slice.lastHour(), slice.owners(), slice.ceilings());
    PodHours restarts = new PodHours(wider.query(Signal.RESTARTS));
    PodHours limits = new PodHours(wider.query(Signal.MEMORY_LIMIT));
    report = report.plus(source.readSignal(wider.query(Signal.RESTARTS), restarts));
    report = report.plus(source.readSignal(wider.query(Signal.MEMORY_LIMIT), limits));
    history.dropKills(slice.namespaces(), slice.firstHour(), slice.lastHour());
    for (SeriesKey key : reasons.keys()) {
      slice
          .container(key)
          .ifPresent(
              container -> {
                for (long hour = slice.firstHour(); hour <= slice.lastHour(); hour++) {
                  if (reasons.at(key, hour) > 0) {
                    history.track(container).addKills(kills(key, hour, restarts, limits));
                  }
                }
              });
    }
    return report;
  }

  private static List<OomKill> kills(SeriesKey key, long hour, PodHours restarts, PodHours limits) {
    int count = count(key, hour, restarts);
    if (count == 0) {
      return List.of();
    }
    // The limit before the hour goes first: within the hour it may have been raised already.
    double before = limits.at(key, hour - 1);
    double limit = before > 0 ? before : limits.at(key, hour);
    Optional<Amount> known = limit > 0 ? Optional.of(Amount.bytes(limit)) : Optional.empty();
    Instant end = Instant.ofEpochSecond((hour + 1) * HOUR);
    return Collections.nCopies(count, new OomKill(key.pod(), end, WITHIN, known));
  }

  /**
   * Restarts in an hour. A series that begins with restarts, or restarts that fall, are of a new
   * pod: one at least was in this hour. A series that begins after a gap of all series proves
   * nothing.
   */
  private static int count(SeriesKey key, long hour, PodHours restarts) {
    double now = restarts.at(key, hour);
    double before = restarts.at(key, hour - 1);
    if (!(now > 0)) {
      return 0;
    }
    if (Double.isNaN(before)) {
      return restarts.knowsOf(hour - 1) ? 1 : 0;
    }
    if (now < before) {
      return 1;
    }
    return (int) Math.min(MOST_AN_HOUR, Math.round(now - before));
  }
}
