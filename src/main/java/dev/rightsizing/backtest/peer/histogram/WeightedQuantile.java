// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.histogram;

/**
 * Exact quantiles of weighted samples, found by selection in a time proportional to their number.
 */
public final class WeightedQuantile {
  private final double[] values;
  private final double[] weights;
  private int count;

  /**
   * @param capacity the most samples that will be added
   */
  public WeightedQuantile(int capacity) {
    this.values = new double[capacity];
    this.weights = new double[capacity];
  }

  public void add(double value, double weight) {
    values[count] = value;
    weights[count++] = weight;
  }

  /**
   * The least sample such that it and all below hold this share of the weight: of 1, 2 and 3 with
   * weights 1, 1 and 8, 0.2 is 2 and 0.5 is 3. Without a sample, 0.
   *
   * @param share 0 to 1
   */
  public double of(double share) {
    double wanted = share * sum(0, count);
    int low = 0;
    int high = count;
    // The answer lies in [low, high); all below weigh less than what is wanted.
    while (high - low > 1) {
      double pivot = median(values[low], values[(low + high) >>> 1], values[high - 1]);
      int less = gather(low, high, pivot, false);
      int upTo = gather(less, high, pivot, true);
      double below = sum(low, less);
      double equal = sum(less, upTo);
      if (below >= wanted && less > low) {
        high = less;
      } else if (below + equal >= wanted || upTo == high) {
        return pivot;
      } else {
        wanted -= below + equal;
        low = upTo;
      }
    }
    return high > low ? values[low] : 0;
  }

  /** Moves what is below the pivot, or equal to it, to the front; returns where that ends. */
  private int gather(int from, int to, double pivot, boolean equal) {
    int end = from;
    for (int i = from; i < to; i++) {
      if (equal ? values[i] == pivot : values[i] < pivot) {
        swap(i, end++);
      }
    }
    return end;
  }

  private void swap(int i, int j) {
    double value = values[i];
    double weight = weights[i];
    values[i] = values[j];
    weights[i] = weights[j];
    values[j] = value;
    weights[j] = weight;
  }

  private double sum(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += weights[i];
    }
    return sum;
  }

  private static double median(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
