// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import dev.rightsizing.model.Resource;
import java.time.Duration;

/**
 * What a rule may know of a series: its samples before the time of prediction, and none from then
 * on. A view without a copy, since a back-test asks for one per series and day.
 */
public final class UsagePast {
  private final UsageSeries series;
  private final int start;
  private final int end;
  private final long at;

  UsagePast(UsageSeries series, int start, int end, long at) {
    this.series = series;
    this.start = start;
    this.end = end;
    this.at = at;
  }

  public Resource resource() {
    return series.resource();
  }

  /** The time of prediction in unix seconds; every sample is earlier. */
  public long at() {
    return at;
  }

  public int count() {
    return end - start;
  }

  public boolean isEmpty() {
    return end == start;
  }

  /** Unix time of a sample, 0 being the first of the view. */
  public long second(int i) {
    return series.second(start + i);
  }

  /** Cores or bytes of a sample, 0 being the first of the view. */
  public double value(int i) {
    return series.value(start + i);
  }

  /**
   * The greatest value.
   *
   * @throws IllegalStateException when there is none
   */
  public double max() {
    if (isEmpty()) {
      throw new IllegalStateException("no usage has no maximum");
    }
    double max = value(0);
    for (int i = 1; i < count(); i++) {
      max = Math.max(max, value(i));
    }
    return max;
  }

  /** A copy of the values, in order of time, for a rule that sorts them. */
  public double[] values() {
    return series.values(start, end);
  }

  /** The part of this view that lies at most this long before the time of prediction. */
  public UsagePast last(Duration lookback) {
    return new UsagePast(
        series, Math.max(start, series.firstFrom(at - lookback.toSeconds())), end, at);
  }
}
