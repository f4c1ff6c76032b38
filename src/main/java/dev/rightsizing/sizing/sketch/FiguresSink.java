// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import dev.rightsizing.model.HourFigures;
import java.util.Arrays;

/** Works out an hour's figures from its code, without a histogram. Reused for many hours. */
final class FiguresSink implements SliceSink {
  private static final double P95 = 0.95;

  private final Buckets buckets;
  private double[] values = new double[64];
  private long[] upTo = new long[64];
  private int size;
  private long count;
  private double sum;
  private double max;

  FiguresSink(Buckets buckets) {
    this.buckets = buckets;
  }

  void clear() {
    size = 0;
    count = 0;
    sum = 0;
    max = 0;
  }

  @Override
  public void addTime(long first, long last) {
    // The hour is all that counts.
  }

  @Override
  public void addExtent(double partSum, double partMax) {
    sum = partSum;
    max = partMax;
  }

  @Override
  public void addBucket(long bucket, long more) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
      upTo = Arrays.copyOf(upTo, size * 2);
    }
    count += more;
    values[size] = buckets.middle(bucket);
    upTo[size++] = count;
  }

  HourFigures figures(long hour) {
    return new HourFigures(hour, sum / count, p95(), max, count);
  }

  /** With linear interpolation around rank p (n - 1), as {@link Sketch#percentile}. */
  private double p95() {
    double rank = P95 * (count - 1);
    long below = (long) Math.floor(rank);
    double low = sample(below);
    double high = rank > below ? sample(below + 1) : low;
    return low + (high - low) * (rank - below);
  }

  /** The sample of a rank, 0 being the least; the exact maximum where it is that. */
  private double sample(long rank) {
    if (rank >= count - 1 || size == 1) {
      return max;
    }
    int i = 0;
    while (upTo[i] <= rank) {
      i++;
    }
    return Math.min(max, values[i]);
  }
}
