// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import java.util.Arrays;

/**
 * What somebody would choose who knows the day: the bound of what a size frozen for a day can do.
 * It looks ahead, so it is no rule.
 *
 * @param quantile of the day's usage, 0 to 1; 1 is the day's greatest value
 */
public record NextDayOracle(double quantile) {

  /** The sizes of each day but the first. */
  public SizeSteps sizes(UsageSeries series) {
    SizeSteps steps = new SizeSteps();
    if (series.count() == 0) {
      return steps;
    }
    long last = series.second(series.count() - 1);
    for (long at = series.second(0) + DailyReplay.DAY; at <= last; at += DailyReplay.DAY) {
      double[] day = series.values(series.firstFrom(at), series.firstFrom(at + DailyReplay.DAY));
      if (day.length > 0) {
        Arrays.sort(day);
        double size = day[(int) Math.ceil(quantile * (day.length - 1))];
        if (size > 0) {
          steps.add(at, size);
        }
      }
    }
    return steps;
  }
}
