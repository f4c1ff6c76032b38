// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Cuts a read into as few queries as the sample budget and Prometheus' limits allow. */
public final class ReadPlan {
  /** Prometheus refuses more points a series (web/api/v1: "exceeded maximum resolution"). */
  static final int MOST_POINTS = 11_000;

  /** A namespace of unknown size counts as this many series. */
  private static final int UNKNOWN_SERIES = 100;

  /** Keeps the regular expression of a query within reason. */
  private static final int MOST_NAMESPACES = 500;

  private final CollectorSettings settings;
  private final Duration step;
  private final Map<String, Integer> expectedSeries;

  /**
   * @param step distance of the samples
   * @param expectedSeries series a namespace will have, about
   */
  public ReadPlan(CollectorSettings settings, Duration step, Map<String, Integer> expectedSeries) {
    this.settings = settings;
    this.step = step;
    this.expectedSeries = expectedSeries;
  }

  /** Namespaces that share queries, each batch with the time that one query may span. */
  public List<Batch> batches(SortedSet<String> namespaces) {
    long perHour = Math.max(1, Duration.ofHours(1).dividedBy(step));
    long mostSeries = Math.max(1, settings.sampleBudget() / perHour);
    List<Batch> batches = new ArrayList<>();
    TreeSet<String> group = new TreeSet<>();
    long series = 0;
    for (String namespace : namespaces) {
      long here = Math.max(1, expectedSeries.getOrDefault(namespace, UNKNOWN_SERIES));
      if (!group.isEmpty() && (series + here > mostSeries || group.size() >= MOST_NAMESPACES)) {
        batches.add(new Batch(group, span(series, perHour)));
        group = new TreeSet<>();
        series = 0;
      }
      group.add(namespace);
      series += here;
    }
    if (!group.isEmpty()) {
      batches.add(new Batch(group, span(series, perHour)));
    }
    return batches;
  }

  private Duration span(long series, long perHour) {
    long byBudget = settings.sampleBudget() / Math.max(1, series * perHour);
    long byPoints = MOST_POINTS / perHour;
    long hours = Math.min(settings.slice().toHours(), Math.min(byBudget, byPoints));
    return Duration.ofHours(Math.max(1, hours));
  }

  /** One group of namespaces and how long a slice it is read in; whole hours. */
  public record Batch(SortedSet<String> namespaces, Duration slice) {}
}
