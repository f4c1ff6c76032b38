// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import java.time.Duration;

/**
 * How a container's peaks have changed so far, in natural logarithms.
 *
 * @param own mean absolute change between hours or, as days go by, between the peaks of days,
 *     whichever is less
 * @param growth slope of the last day, per day, the less the worse a line explains that day and the
 *     further usage has left its peak; never negative
 * @param history from the first hour with samples on, but no more days than have samples
 */
record PeakChange(double own, double growth, Duration history) {
  private static final int DAY = 24;
  private static final int RECENT = 6;

  /** Hours this far under the peak, e^-3, all count as idle. */
  private static final double DEEPEST = 3;

  /** A container 5 % under its peak has already left its climb: the growth counts e^-1. */
  private static final double LEFT_PEAK = 20;

  /** The changes between hours count as those of so many days. */
  private static final double HOURS_COUNT = 3;

  /** Fewer hours give no slope. */
  private static final int LEAST_FOR_SLOPE = 6;

  /** A day that only began its climb at noon does not go on at that pace: half of the peak. */
  private static final double MOST_GROWTH = Math.log(1.5);

  /**
   * Over the hours before an hour, of which there must be one with samples.
   *
   * @param end how many hours with samples there are before it
   */
  static PeakChange of(HourProfile profile, int end, long hour) {
    double top = Math.log(profile.greatest(0, end));
    double[] levels = new double[end];
    double changes = 0;
    for (int i = 0; i < end; i++) {
      levels[i] = Math.max(Math.log(profile.greatest(i, i + 1)) - top, -DEEPEST);
      changes += i == 0 ? 0 : Math.abs(levels[i] - levels[i - 1]);
    }
    double hourly = end < 2 ? 0 : changes / (end - 1);
    return daily(profile, levels, hourly, hour);
  }

  /**
   * Peaks of days are what is sized from: as days go by, their own changes take the place of
   * greater ones between hours. A container that peaks every noon alike changes by the hour, not by
   * the day.
   */
  private static PeakChange daily(HourProfile profile, double[] levels, double hourly, long hour) {
    long last = profile.hour(levels.length - 1);
    double changes = 0;
    int days = 0;
    double before = Double.NaN;
    int i = levels.length - 1;
    while (i >= 0) {
      long day = (last - profile.hour(i)) / DAY;
      double peak = -DEEPEST;
      while (i >= 0 && (last - profile.hour(i)) / DAY == day) {
        peak = Math.max(peak, levels[i--]);
      }
      changes += days == 0 ? 0 : Math.abs(peak - before);
      days++;
      before = peak;
    }
    double own = (HOURS_COUNT * hourly + changes) / (HOURS_COUNT + days - 1);
    long hours = Math.min(hour - profile.hour(0), (long) days * DAY);
    return new PeakChange(
        Math.min(hourly, own), growth(profile, levels, last), Duration.ofHours(hours));
  }

  private static double growth(HourProfile profile, double[] levels, long last) {
    double recent = -DEEPEST;
    int from = levels.length;
    while (from > 0 && profile.hour(from - 1) > last - DAY) {
      from--;
      if (profile.hour(from) > last - RECENT) {
        recent = Math.max(recent, levels[from]);
      }
    }
    double slope = Math.max(0, slope(profile, from, levels));
    return Math.min(MOST_GROWTH, slope * Math.exp(LEFT_PEAK * recent));
  }

  /**
   * Least squares over the levels from an index on, per day, times the square of what it explains.
   */
  private static double slope(HourProfile profile, int from, double[] levels) {
    int n = levels.length - from;
    if (n < LEAST_FOR_SLOPE) {
      return 0;
    }
    double meanDay = 0;
    double meanLevel = 0;
    for (int i = from; i < levels.length; i++) {
      meanDay += profile.hour(i) / (double) DAY / n;
      meanLevel += levels[i] / n;
    }
    double products = 0;
    double days = 0;
    double squares = 0;
    for (int i = from; i < levels.length; i++) {
      double day = profile.hour(i) / (double) DAY - meanDay;
      double level = levels[i] - meanLevel;
      products += day * level;
      days += day * day;
      squares += level * level;
    }
    if (squares <= 0) {
      return 0;
    }
    double explained = products * products / (days * squares);
    return products / days * explained * explained;
  }
}
