// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.histogram;

/**
 * Weight by bucket, as VPA's and Crane's recommenders keep it. A bucket lighter than an epsilon
 * counts as empty.
 */
public final class WeightedHistogram {
  private final Buckets buckets;
  private final double epsilon;
  private final double[] weights;
  private double total;

  public WeightedHistogram(Buckets buckets, double epsilon) {
    this.buckets = buckets;
    this.epsilon = epsilon;
    this.weights = new double[buckets.count()];
  }

  public void add(double value, double weight) {
    weights[buckets.of(value)] += weight;
    total += weight;
  }

  /** Takes back what was added; a rest lighter than epsilon goes with it. */
  public void subtract(double value, double weight) {
    int bucket = buckets.of(value);
    weights[bucket] = less(weights[bucket], weight);
    total = less(total, weight);
  }

  private double less(double from, double weight) {
    return from - weight < epsilon ? 0 : from - weight;
  }

  /** Multiplies every weight. */
  void scale(double factor) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= factor;
    }
    total *= factor;
  }

  /**
   * The upper end of the first bucket up to which this share of the weight lies; the lower end
   * where it is the last bucket of all; 0 when empty.
   *
   * @param share 0 to 1
   */
  public double percentile(double share) {
    int last = lastFilled();
    if (last < 0) {
      return 0;
    }
    double sum = 0;
    int bucket = 0;
    while (bucket < last) {
      if (weights[bucket] >= epsilon || sum > 0) {
        sum += weights[bucket];
        if (sum >= share * total) {
          break;
        }
      }
      bucket++;
    }
    return buckets.start(bucket < weights.length - 1 ? bucket + 1 : bucket);
  }

  /** The last bucket that is not empty; -1 when all are. */
  private int lastFilled() {
    int last = weights.length - 1;
    while (last >= 0 && weights[last] < epsilon) {
      last--;
    }
    return last;
  }
}
