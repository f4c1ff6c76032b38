// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Scores sizes against the usage that followed, over any number of series of one resource.
 *
 * <p>A day is 24 hours from a series' first sample. It counts when it holds at least half of the
 * usual number of samples and has some usage, and is not the first such day. The usual number is a
 * day over the median gap between samples.
 */
public final class Score {
  private static final double LEAST_SLACK = -5;
  private static final double QUANTILE = 0.95;

  private final List<DayScore> days = new ArrayList<>();
  private int uncovered;

  /** Scores one series' days. */
  public void add(UsageSeries series, SizeSteps sizes) {
    int[] bounds = fullDays(series);
    // The first pair of bounds is the first full day: it only serves to size the next ones.
    for (int i = 2; i < bounds.length; i += 2) {
      Day day = new Day(series, bounds[i], bounds[i + 1]);
      if (day.used()) {
        score(day, sizes);
      }
    }
  }

  /** First sample and end of each day with at least half of its samples, one pair after another. */
  private static int[] fullDays(UsageSeries series) {
    int[] bounds = new int[0];
    if (series.count() < 2) {
      return bounds;
    }
    double usual = (double) DailyReplay.DAY / medianGap(series);
    int start = 0;
    while (start < series.count()) {
      long nextDay = series.second(0) + (dayOf(series, start) + 1) * DailyReplay.DAY;
      int end = series.firstFrom(nextDay);
      if (end - start >= usual / 2) {
        bounds = Arrays.copyOf(bounds, bounds.length + 2);
        bounds[bounds.length - 2] = start;
        bounds[bounds.length - 1] = end;
      }
      start = end;
    }
    return bounds;
  }

  private static long medianGap(UsageSeries series) {
    long[] gaps = new long[series.count() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = series.second(i + 1) - series.second(i);
    }
    Arrays.sort(gaps);
    return gaps[gaps.length / 2];
  }

  private static long dayOf(UsageSeries series, int sample) {
    return (series.second(sample) - series.second(0)) / DailyReplay.DAY;
  }

  private void score(Day day, SizeSteps sizes) {
    int first = sizes.at(day.series.second(day.start));
    if (first < 0) {
      uncovered++;
      return;
    }
    int over = 0;
    double sum = 0;
    for (int i = day.start; i < day.end; i++) {
      int now = sizes.at(day.series.second(i));
      sum += sizes.size(now);
      if (day.series.value(i) > sizes.size(now)) {
        over++;
      }
    }
    days.add(
        new DayScore(
            day.series.name(),
            dayOf(day.series, day.start),
            day.slack95(sum / day.count()),
            (double) over / day.count(),
            changes(day, sizes)));
  }

  /**
   * Changes that began within the day's 24 hours, whether or not a sample falls on the second they
   * began at.
   */
  private static int changes(Day day, SizeSteps sizes) {
    long begin = day.series.second(0) + dayOf(day.series, day.start) * DailyReplay.DAY;
    int changes = 0;
    int step = Math.max(1, sizes.at(begin - 1) + 1);
    for (; step < sizes.count() && sizes.start(step) < begin + DailyReplay.DAY; step++) {
      changes += sizes.size(step) != sizes.size(step - 1) ? 1 : 0;
    }
    return changes;
  }

  /** The days that were scored, in the order of {@link #add}. */
  public List<DayScore> days() {
    return List.copyOf(days);
  }

  /** The figures over all days so far. */
  public BacktestSummary figures() {
    return new BacktestSummary(
        days.size(),
        mean(DayScore::waste95),
        mean(DayScore::slack95),
        medianSlack(),
        mean(DayScore::over),
        mean(day -> day.bad() ? 1 : 0),
        mean(DayScore::changes),
        uncovered);
  }

  private double mean(ToDoubleFunction<DayScore> figure) {
    return days.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }

  private double medianSlack() {
    double[] sorted = days.stream().mapToDouble(DayScore::slack95).toArray();
    return sorted.length == 0 ? Double.NaN : Quantile.of(sorted, 0.5);
  }

  /** The samples {@code [start, end)} of one day of a series. */
  private record Day(UsageSeries series, int start, int end) {

    int count() {
      return end - start;
    }

    boolean used() {
      for (int i = start; i < end; i++) {
        if (series.value(i) > 0) {
          return true;
        }
      }
      return false;
    }

    double slack95(double meanSize) {
      if (!(meanSize > 0)) {
        return LEAST_SLACK;
      }
      double p95 = Quantile.of(series.values(start, end), QUANTILE);
      return Math.max(LEAST_SLACK, Math.min(1, 1 - p95 / meanSize));
    }
  }
}
