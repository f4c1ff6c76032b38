// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

/**
 * How a series' sizes did on one day.
 *
 * @param series the series' name
 * @param day days since the series' first sample
 * @param slack95 1 - P95 of usage / mean of the size in force, in [-5, 1]
 * @param over share of the day's samples above the size in force
 * @param changes how often the size changed
 */
public record DayScore(String series, long day, double slack95, double over, int changes) {

  /**
   * The slack, but never under 0: a day on which usage goes far over its size earns nothing, where
   * it would lower the mean of {@link #slack95()}.
   */
  public double waste95() {
    return Math.max(0, slack95);
  }

  /** Whether any sample was above its size: for memory, a day with an OOM kill. */
  public boolean bad() {
    return over > 0;
  }
}
