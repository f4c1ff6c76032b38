// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

/**
 * How much a container's usage changes by itself, in natural logarithms.
 *
 * @param hourly mean absolute change from one hour with samples to the next
 * @param spread standard deviation between the hours
 * @param growth slope of the last day, per day, the less the worse a line explains that day and the
 *     further usage has left its peak; never negative
 */
record OwnChange(double hourly, double spread, double growth) {
  private static final int DAY = 24;
  private static final int RECENT = 6;

  /** Hours this far under the peak, e^-3, all count as idle. */
  private static final double DEEPEST = 3;

  /** A container 5 % under its peak has already left its climb: the growth counts e^-1. */
  private static final double LEFT_PEAK = 20;

  /** What of a slope is expected to go on when the hours lie anywhere but on a line. */
  private static final double NOISY = 0.6;

  /** The changes between hours count as those of so many days. */
  private static final double HOURS_COUNT = 3;

  /** Fewer hours give no slope. */
  private static final int LEAST_FOR_SLOPE = 6;

  /**
   * Over the hours {@code [first, end)} of a profile.
   *
   * @param peaks whether an hour is measured by its peak, else by its P95
   */
  static OwnChange of(HourProfile profile, int first, int end, boolean peaks) {
    double step = profile.scale().step();
    double[] levels = new double[end - first];
    double top = Double.NEGATIVE_INFINITY;
    for (int i = first; i < end; i++) {
      levels[i - first] = (peaks ? profile.peak(i) : profile.p95(i)) * step;
      top = Math.max(top, levels[i - first]);
    }
    double changes = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Math.max(levels[i] - top, -DEEPEST);
      changes += i == 0 ? 0 : Math.abs(levels[i] - levels[i - 1]);
      sum += levels[i];
      squares += levels[i] * levels[i];
    }
    double mean = sum / levels.length;
    double hourly = levels.length < 2 ? 0 : changes / (levels.length - 1);
    return new OwnChange(
        peaks ? daily(profile, first, levels, hourly) : hourly,
        Math.sqrt(Math.max(0, squares / levels.length - mean * mean)),
        growth(profile, first, end, levels));
  }

  /**
   * Peaks of days are what is sized from: as days go by, their own changes take the place of
   * greater ones between hours. A container that peaks every noon alike changes by the hour, not by
   * the day.
   */
  private static double daily(HourProfile profile, int first, double[] levels, double hourly) {
    long last = profile.hour(first + levels.length - 1);
    double changes = 0;
    int days = 0;
    double before = Double.NaN;
    int i = levels.length - 1;
    while (i >= 0) {
      long day = (last - profile.hour(first + i)) / DAY;
      double peak = -DEEPEST;
      while (i >= 0 && (last - profile.hour(first + i)) / DAY == day) {
        peak = Math.max(peak, levels[i--]);
      }
      if (!Double.isNaN(before)) {
        changes += Math.abs(peak - before);
        days++;
      }
      before = peak;
    }
    return Math.min(hourly, (HOURS_COUNT * hourly + changes) / (HOURS_COUNT + days));
  }

  private static double growth(HourProfile profile, int first, int end, double[] levels) {
    long last = profile.hour(end - 1);
    double recent = -DEEPEST;
    int from = levels.length;
    while (from > 0 && profile.hour(first + from - 1) > last - DAY) {
      from--;
      if (profile.hour(first + from) > last - RECENT) {
        recent = Math.max(recent, levels[from]);
      }
    }
    double slope = slope(profile, first, from, levels);
    return Math.max(0, slope) * Math.exp(LEFT_PEAK * Math.min(0, recent));
  }

  /** Least squares over the levels from an index on, per day, the less the worse the line fits. */
  private static double slope(HourProfile profile, int first, int from, double[] levels) {
    int n = levels.length - from;
    if (n < LEAST_FOR_SLOPE) {
      return 0;
    }
    double meanDay = 0;
    double meanLevel = 0;
    for (int i = from; i < levels.length; i++) {
      meanDay += profile.hour(first + i) / (double) DAY / n;
      meanLevel += levels[i] / n;
    }
    double products = 0;
    double days = 0;
    double squares = 0;
    for (int i = from; i < levels.length; i++) {
      double day = profile.hour(first + i) / (double) DAY - meanDay;
      double level = levels[i] - meanLevel;
      products += day * level;
      days += day * day;
      squares += level * level;
    }
    if (squares <= 0) {
      return 0;
    }
    double explained = products * products / (days * squares);
    return products / days * (NOISY + (1 - NOISY) * explained);
  }
}
