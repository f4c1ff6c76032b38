// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk.cpu;

/** Kinds of work that have the same mean, and feel a limit differently. */
public enum Work {
  /** All periods alike: a loop that never rests. Only a mean over the limit is held back. */
  STEADY("steady", 0, 1),
  /** Requests of 50 ms of CPU on 2 threads. */
  REQUESTS("requests", 0.05, 2),
  /** An idle container that wakes up for 200 ms on one thread: a scrape, a reload, a check. */
  WAKE_UPS("wake-ups", 0.2, 1),
  /** 400 ms on 8 threads: garbage collection, compilation, a parallel query. */
  PARALLEL("parallel bursts", 0.4, 8);

  private final String text;
  private final double seconds;
  private final int threads;

  Work(String text, double seconds, int threads) {
    this.text = text;
    this.seconds = seconds;
    this.threads = threads;
  }

  /** As tables name it. */
  public String text() {
    return text;
  }

  /** Mean CPU seconds of a piece. */
  double seconds() {
    return seconds;
  }

  /** Enough for the series: twice its greatest usage at least, so that it could run unlimited. */
  double threads(double greatestCores) {
    return Math.max(threads, Math.ceil(2 * greatestCores));
  }
}
