// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.cli.CommandException;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * Reads usage by container from a source, a day at a time; series are named
 * namespace/pod/container.
 */
record LiveHistory(UsageSource source, SortedSet<String> namespaces, Clock clock) {

  /**
   * The series of a look-back.
   *
   * @throws UsageException when the source cannot be read
   * @throws CommandException when it has no usage there
   */
  List<UsageSeries> read(Duration lookback, Duration step, Progress progress)
      throws UsageException, CommandException {
    long seconds = step.toSeconds();
    long end = Math.floorDiv(clock.instant().getEpochSecond(), seconds) * seconds;
    SeriesCollector series = new SeriesCollector();
    for (Resource resource : Resource.values()) {
      long slice = Math.max(1, Duration.ofDays(1).toSeconds() / seconds) * seconds;
      long slices = lookback.toSeconds() / slice + 1;
      for (long from = end - lookback.toSeconds(); from <= end; from += slice) {
        read(
            series,
            resource,
            -Math.floorDiv(-from, seconds) * seconds,
            Math.min(end, from + slice - seconds),
            step);
        long done = slices - (end - from) / slice;
        progress.at("reading " + resource.key(), done, slices);
      }
    }
    List<UsageSeries> all = series.all();
    if (all.isEmpty()) {
      throw new CommandException(
          source.describe() + " has no usage of " + namespaces + "; check -n and the metrics");
    }
    return all;
  }

  private void read(SeriesCollector series, Resource resource, long from, long to, Duration step)
      throws UsageException {
    if (from > to) {
      return;
    }
    try {
      readOnce(series, resource, from, to, step);
    } catch (UsageException e) {
      long half = (to - from) / 2 / step.toSeconds() * step.toSeconds();
      if (e.reason() != Reason.TOO_MANY_POINTS || to - from <= Duration.ofHours(1).toSeconds()) {
        throw e;
      }
      read(series, resource, from, from + half, step);
      read(series, resource, from + half + step.toSeconds(), to, step);
    }
  }

  private void readOnce(
      SeriesCollector series, Resource resource, long from, long to, Duration step)
      throws UsageException {
    source.read(
        new UsageQuery(
            resource, namespaces, Instant.ofEpochSecond(from), Instant.ofEpochSecond(to), step),
        (key, seconds, values, count) -> {
          String name = key.namespace() + "/" + key.pod() + "/" + key.container();
          for (int i = 0; i < count; i++) {
            series.add(name, resource, seconds[i], values[i]);
          }
        });
  }
}
