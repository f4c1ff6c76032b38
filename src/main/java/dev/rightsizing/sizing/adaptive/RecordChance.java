// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import java.time.Duration;

/**
 * How likely the next day's peak is to beat all days before. Of n + 1 days of which none differs
 * from the others in kind, each is as likely to have the greatest peak: the next day sets a record
 * with a chance of 1 in n + 1. One day of history says little, a week of it much.
 */
public final class RecordChance {
  private static final double HOURS = 24;

  /** The default look-back: what margins of long history are made for. */
  private static final double WEEK = 7;

  private RecordChance() {}

  /**
   * The chance, from 1 without history down to 0.
   *
   * @param history counted in whole days from one day on, so that a size does not change each hour
   */
  public static double after(Duration history) {
    return 1 / (days(history) + 1);
  }

  /** What the chance is more than after a week, from 7/8 down to 0 at a week and later. */
  public static double overAWeeks(Duration history) {
    return Math.max(0, after(history) - 1 / (WEEK + 1));
  }

  private static double days(Duration history) {
    double hours = Math.max(0, history.toMinutes() / 60.0);
    return hours < HOURS ? hours / HOURS : Math.floor(hours / HOURS);
  }
}
