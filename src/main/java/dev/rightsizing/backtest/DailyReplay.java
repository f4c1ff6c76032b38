// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import java.time.Duration;

/**
 * Sizes a series as an operator would have: once a day, from the usage before that day.
 *
 * @param lookback how much of the past a rule sees at most
 */
public record DailyReplay(Duration lookback) {
  /** A day, counted from a series' first sample, in seconds. */
  static final long DAY = Duration.ofDays(1).toSeconds();

  /**
   * A rule's sizes of each day but the first, of which nothing is known. A day that the rule has no
   * size for, or one of 0, keeps the one before.
   */
  public SizeSteps sizes(UsageSeries series, SizeRule rule) {
    return sizes(series, series, rule);
  }

  /**
   * The same, from another series' past.
   *
   * @param known what a rule sees, such as the usage of all pods of the series' workload
   */
  public SizeSteps sizes(UsageSeries series, UsageSeries known, SizeRule rule) {
    SizeSteps steps = new SizeSteps();
    if (series.count() == 0) {
      return steps;
    }
    long last = series.second(series.count() - 1);
    for (long at = series.second(0) + DAY; at <= last; at += DAY) {
      double size = rule.size(known.before(at, lookback)).orElse(0);
      if (size > 0) {
        steps.add(at, size);
      }
    }
    return steps;
  }
}
