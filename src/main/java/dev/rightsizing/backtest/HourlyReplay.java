// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import dev.rightsizing.sizing.adaptive.FastUpSlowDown;
import java.time.Duration;

/**
 * Sizes a series as an operator that evaluates every hour would have, from the second day on.
 *
 * @param lookback how much of the past a rule sees at most
 * @param changes which sizes take effect
 */
public record HourlyReplay(Duration lookback, FastUpSlowDown changes) {
  private static final long HOUR = Duration.ofHours(1).toSeconds();

  /**
   * A rule's sizes over the series.
   *
   * @param known what a rule sees, such as the usage of all pods of the series' workload
   */
  public SizeSteps sizes(UsageSeries series, UsageSeries known, SizeRule rule) {
    SizeSteps steps = new SizeSteps();
    if (series.count() == 0) {
      return steps;
    }
    long last = series.second(series.count() - 1);
    for (long at = series.second(0) + DailyReplay.DAY; at <= last; at += HOUR) {
      double size = rule.size(known.before(at, lookback)).orElse(0);
      if (size > 0 && takesEffect(steps, at, size)) {
        steps.add(at, size);
      }
    }
    return steps;
  }

  private boolean takesEffect(SizeSteps steps, long at, double size) {
    int now = steps.count() - 1;
    return now < 0 || changes.replaces(steps.size(now), at - steps.start(now), size);
  }
}
