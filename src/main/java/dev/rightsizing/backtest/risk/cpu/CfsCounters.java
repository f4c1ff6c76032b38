// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk.cpu;

/**
 * What cAdvisor would have counted in each simulated minute, and how late the minute's pieces of
 * work were.
 */
public final class CfsCounters {
  /** Periods of 100 ms in a minute. */
  static final int PERIODS_A_MINUTE = 600;

  private final int[] periods;
  private final int[] throttled;
  private final double[] waited;
  private final int[] pieces;
  private final int[][] late;
  private final double[] lateOver;

  /**
   * @param minutes how many are simulated
   * @param lateOver seconds of delay over which a piece counts as late, each apart
   */
  CfsCounters(int minutes, double... lateOver) {
    this.periods = new int[minutes];
    this.throttled = new int[minutes];
    this.waited = new double[minutes];
    this.pieces = new int[minutes];
    this.late = new int[lateOver.length][minutes];
    this.lateOver = lateOver.clone();
  }

  /** Periods in which work ran; what lies beyond the simulated time is not counted. */
  void ran(long period, long count) {
    for (long at = period; at < period + count; at = nextMinute(at)) {
      if (minute(at) >= periods.length) {
        return;
      }
      periods[minute(at)] += (int) (Math.min(nextMinute(at), period + count) - at);
    }
  }

  /** Periods in which the quota stopped work that wanted to go on, and the waiting in each. */
  void stopped(long period, long count, double waitedInEach) {
    for (long at = period; at < period + count; at = nextMinute(at)) {
      if (minute(at) >= periods.length) {
        return;
      }
      int here = (int) (Math.min(nextMinute(at), period + count) - at);
      throttled[minute(at)] += here;
      waited[minute(at)] += here * waitedInEach;
    }
  }

  /** Pieces of work that arrived in a minute, all with the same delay in seconds. */
  void done(int minute, int count, double delay) {
    pieces[minute] += count;
    for (int i = 0; i < lateOver.length; i++) {
      if (delay > lateOver[i]) {
        late[i][minute] += count;
      }
    }
  }

  private static int minute(long period) {
    return (int) (period / PERIODS_A_MINUTE);
  }

  private static long nextMinute(long period) {
    return (period / PERIODS_A_MINUTE + 1) * PERIODS_A_MINUTE;
  }

  public int minutes() {
    return periods.length;
  }

  /** CFS periods in which it ran. */
  public int periods(int minute) {
    return periods[minute];
  }

  /** Those in which it was stopped. */
  public int throttled(int minute) {
    return throttled[minute];
  }

  /** Seconds of waiting for the quota, added up over threads. */
  public double waited(int minute) {
    return waited[minute];
  }

  /** Pieces of work that arrived. */
  public int pieces(int minute) {
    return pieces[minute];
  }

  /**
   * Those of them that the limit made late.
   *
   * @param threshold which of the thresholds given, 0 being the first
   */
  public int late(int threshold, int minute) {
    return late[threshold][minute];
  }
}
