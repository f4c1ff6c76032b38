// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import dev.rightsizing.model.Resource;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The distribution of one container's usage over some time. Percentiles are within 0.4 % of those
 * of the samples; count, mean and maximum are exact. Not safe for use by several threads.
 */
public final class Sketch {
  private final Buckets buckets;
  private final Histogram histogram;
  private double sum;
  private double max = Double.NEGATIVE_INFINITY;
  private long firstSecond = Long.MAX_VALUE;
  private long lastSecond = Long.MIN_VALUE;

  public Sketch(Resource resource) {
    this.buckets = new Buckets(resource);
    this.histogram = buckets.histogram();
  }

  void addBucket(long bucket, long count) {
    histogram.recordValueWithCount(bucket, count);
  }

  void addExtent(double partSum, double partMax) {
    sum += partSum;
    max = Math.max(max, partMax);
  }

  void addTime(long first, long last) {
    firstSecond = Math.min(firstSecond, first);
    lastSecond = Math.max(lastSecond, last);
  }

  public long count() {
    return histogram.getTotalCount();
  }

  public boolean isEmpty() {
    return count() == 0;
  }

  public double mean() {
    return sum / count();
  }

  public double max() {
    return max;
  }

  /** Unix time of the first sample. */
  public long firstSecond() {
    return firstSecond;
  }

  /** Unix time of the last sample. */
  public long lastSecond() {
    return lastSecond;
  }

  /**
   * The percentile with linear interpolation between the two samples around rank p (n - 1), the
   * definition of PromQL's quantile_over_time; 100 is the exact maximum.
   *
   * @param percentile 0 to 100
   * @return cores or bytes
   */
  public double percentile(double percentile) {
    if (isEmpty()) {
      throw new IllegalStateException("an empty sketch has no percentile");
    }
    double rank = percentile / 100 * (count() - 1);
    long below = (long) Math.floor(rank);
    double low = sample(below);
    double high = rank > below ? sample(below + 1) : low;
    return low + (high - low) * (rank - below);
  }

  /** The sample of a rank, 0 being the least. */
  private double sample(long rank) {
    if (rank >= count() - 1 || oneBucket()) {
      return max;
    }
    for (HistogramIterationValue bucket : histogram.recordedValues()) {
      if (bucket.getTotalCountToThisValue() > rank) {
        return Math.min(max, buckets.middle(bucket.getValueIteratedTo()));
      }
    }
    return max;
  }

  /** Then the exact maximum stands for all, and a constant comes back as it was. */
  private boolean oneBucket() {
    return histogram.valuesAreEquivalent(histogram.getMinValue(), histogram.getMaxValue());
  }
}
