// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.vpa;

import dev.rightsizing.backtest.peer.histogram.DecayingHistogram;

/**
 * Feeds a histogram with one memory peak per day, as VPA does. A day's window ends 24 hours after
 * the last one, the first with the first sample; its peak counts as of its end. A greater sample of
 * the same window takes the place of the peak.
 */
final class MemoryPeaks {
  private static final long WINDOW = 86_400;
  private static final double WEIGHT = 1;

  /** What an OOM adds to the memory in use, whichever is more. */
  private static final double OOM_BYTES = 100.0 * 1024 * 1024;

  private static final double OOM_RATIO = 1.2;

  private final DecayingHistogram histogram;
  private boolean started;
  private long windowEnd;
  private double peak;
  private double oomPeak;

  MemoryPeaks(DecayingHistogram histogram) {
    this.histogram = histogram;
  }

  void sample(long second, double bytes) {
    if (opensOrExceeds(second, bytes)) {
      histogram.add(bytes, WEIGHT, windowEnd);
      peak = bytes;
    }
  }

  /** Counts as a sample of what the container would have needed to live. */
  void oom(Oom oom) {
    double used = Math.max(oom.requestBytes(), peak);
    double needed = Math.max(used + OOM_BYTES, used * OOM_RATIO);
    if (opensOrExceeds(oom.second(), needed)) {
      histogram.add(needed, WEIGHT, windowEnd);
      oomPeak = needed;
    }
  }

  /** Whether the value is a new peak; makes room for it, by a new window or by taking back. */
  private boolean opensOrExceeds(long second, double bytes) {
    if (!started) {
      started = true;
      windowEnd = second;
    }
    if (second >= windowEnd) {
      windowEnd += WINDOW * ((second - windowEnd) / WINDOW + 1);
      peak = 0;
      oomPeak = 0;
      return true;
    }
    double before = Math.max(peak, oomPeak);
    if (before != 0 && bytes > before) {
      histogram.subtract(before, WEIGHT, windowEnd);
    }
    return before == 0 || bytes > before;
  }
}
