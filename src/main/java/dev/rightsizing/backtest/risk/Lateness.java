// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.backtest.risk.cpu.CfsCounters;

/**
 * Whether a limit hurts: over the last 15 minutes the P95 of the delay of pieces of work is over a
 * threshold, which is to say that over 5 % of them were later than that. A percentile of fewer than
 * 20 pieces is none; who does less than that in 15 minutes is idle.
 *
 * @param step seconds between minutes that are simulated
 */
record Lateness(CfsCounters counters, int step) {
  private static final int WINDOW = 15 * 60;
  private static final double LATE_SHARE = 0.05;
  private static final int LEAST_PIECES = 20;

  boolean harmed(int threshold, int slot) {
    int pieces = 0;
    int late = 0;
    for (int i = Math.max(0, slot - WINDOW / step + 1); i <= slot; i++) {
      pieces += counters.pieces(i);
      late += counters.late(threshold, i);
    }
    int real = pieces * Math.max(1, step / 60);
    return real >= LEAST_PIECES && late > LATE_SHARE * pieces;
  }
}
