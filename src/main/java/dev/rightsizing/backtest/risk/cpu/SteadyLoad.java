// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk.cpu;

/**
 * Work that is the same in each period. Under the limit nothing happens; over it what is left piles
 * up, each period is throttled until it is worked off, and every piece waits for what lies before
 * it. A piece is a period's work.
 */
final class SteadyLoad {
  private static final int PERIODS_A_SECOND = 10;

  private final double limit;
  private final CfsCounters counters;
  private double backlog;

  SteadyLoad(double limit, CfsCounters counters) {
    this.limit = limit;
    this.counters = counters;
  }

  /** A minute with that many cores wanted, second by second. */
  void run(int minute, double cores) {
    double threads = Math.max(1, Math.ceil(cores));
    for (int second = 0; second < 60; second++) {
      double most = CfsQuota.PATIENCE * limit;
      backlog = Math.min(most, Math.max(0, backlog + cores - limit));
      if (cores == 0 && backlog == 0) {
        continue;
      }
      long period = (minute * 60L + second) * PERIODS_A_SECOND;
      counters.ran(period, PERIODS_A_SECOND);
      if (backlog > 0) {
        double waits = Math.max(0, threads - limit) / PERIODS_A_SECOND;
        counters.stopped(period, PERIODS_A_SECOND, waits);
      }
      counters.done(minute, PERIODS_A_SECOND, backlog / limit);
    }
  }
}
