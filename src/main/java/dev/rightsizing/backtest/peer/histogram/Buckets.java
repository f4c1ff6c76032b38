// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.histogram;

/** Which values a histogram holds to be alike. */
public sealed interface Buckets {

  int count();

  /** The bucket of a value; the last one for all that is greater. */
  int of(double value);

  /** The least value of a bucket. */
  double start(int bucket);

  /**
   * Buckets of equal width, from 0.
   *
   * @param width of one bucket
   * @param max the greatest value that is distinguished from those below
   */
  record Linear(double width, double max) implements Buckets {
    @Override
    public int count() {
      return (int) Math.ceil(max / width) + 1;
    }

    @Override
    public int of(double value) {
      return Math.max(0, Math.min((int) (value / width), count() - 1));
    }

    @Override
    public double start(int bucket) {
      return bucket * width;
    }
  }

  /**
   * Buckets each wider than the one before by a ratio r: bucket n starts at first (r^n - 1) / (r -
   * 1). With a first width of 10m and a ratio of 1.05 they start at 0, 10m, 20.5m, 31.525m and so
   * on, and those far from 0 are 5 % wide.
   *
   * @param first width of the first bucket
   * @param max the greatest value that is distinguished from those below
   */
  record Exponential(double first, double ratio, double max, int count) implements Buckets {

    public Exponential(double first, double ratio, double max) {
      this(first, ratio, max, (int) Math.ceil(index(max, first, ratio)) + 1);
    }

    private static double index(double value, double first, double ratio) {
      return Math.log(value * (ratio - 1) / first + 1) / Math.log(ratio);
    }

    @Override
    public int of(double value) {
      return value < first ? 0 : Math.min((int) index(value, first, ratio), count - 1);
    }

    @Override
    public double start(int bucket) {
      return bucket == 0 ? 0 : first * (Math.pow(ratio, bucket) - 1) / (ratio - 1);
    }
  }
}
