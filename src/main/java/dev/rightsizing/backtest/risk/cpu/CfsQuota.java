// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk.cpu;

/**
 * One container under CPU bandwidth control: in each period of 100 ms its threads may use {@code
 * cores × 100 ms} of CPU, then all of them stand still until the next. Pieces of work are done one
 * after another, each on all of its threads, each thread on a core of its own.
 *
 * <p>Worked example: 1 thread, limit 0.5, a piece of 120 ms at time 0. Periods 0 and 1 run 50 ms
 * and wait 50 ms each, period 2 runs the last 20: done at 220 ms, late by 100; 3 periods, 2
 * throttled, 100 ms waited.
 */
final class CfsQuota {
  static final double PERIOD = 0.1;

  /** A client that waited a minute is gone; it bounds the backlog of a container under its need. */
  static final double PATIENCE = 60;

  private static final double EPSILON = 1e-9;

  private final double quota;
  private final CfsCounters counters;
  private double free;
  private double freeUnlimited;
  private long period = -1;
  private double left;

  CfsQuota(double cores, CfsCounters counters) {
    this.quota = cores * PERIOD;
    this.counters = counters;
  }

  /**
   * Does a piece of work.
   *
   * @param arrival in seconds; not before the one of the piece before
   * @param work seconds of CPU
   * @param threads that share it
   */
  void run(double arrival, double work, double threads) {
    freeUnlimited = Math.max(arrival, freeUnlimited) + work / threads;
    double start = Math.max(arrival, free);
    int minute = (int) (arrival / 60);
    if (start - arrival > PATIENCE) {
      counters.done(minute, 1, PATIENCE);
      return;
    }
    enter((long) (start / PERIOD + EPSILON));
    double end = (period + 1) * PERIOD;
    double ran = Math.min(work, Math.min(left, threads * (end - start)));
    left -= ran;
    if (ran >= work - EPSILON) {
      free = start + work / threads;
    } else {
      double waits = threads * (end - start) - ran;
      if (waits > EPSILON) {
        counters.stopped(period, 1, waits);
      }
      free = goOn(work - ran, threads);
    }
    // Late is what the limit costs, not what queues without it too.
    counters.done(minute, 1, free - freeUnlimited);
  }

  private void enter(long now) {
    if (now != period) {
      period = now;
      left = quota;
      counters.ran(now, 1);
    }
  }

  /** Whole periods from the next one on, then the rest; the time when it is done. */
  private double goOn(double work, double threads) {
    double each = Math.min(quota, threads * PERIOD);
    long whole = Math.max(0, (long) Math.ceil(work / each - EPSILON) - 1);
    counters.ran(period + 1, whole);
    if (quota < threads * PERIOD - EPSILON) {
      counters.stopped(period + 1, whole, threads * PERIOD - quota);
    }
    enter(period + 1 + whole);
    double rest = work - whole * each;
    left -= rest;
    return period * PERIOD + rest / threads;
  }
}
