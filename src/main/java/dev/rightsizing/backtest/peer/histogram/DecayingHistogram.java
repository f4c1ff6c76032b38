// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.histogram;

/**
 * A histogram whose samples lose half of their weight with every half-life. Kept the other way
 * round: later samples weigh more, by 2^((t - reference) / half-life).
 */
public final class DecayingHistogram {
  /** From here on the reference moves to the sample, lest weights grow beyond a double. */
  private static final double MOST_HALF_LIVES = 100;

  private final WeightedHistogram histogram;
  private final long halfLife;
  private long reference;

  /**
   * @param halfLife in seconds
   */
  public DecayingHistogram(WeightedHistogram histogram, long halfLife) {
    this.histogram = histogram;
    this.halfLife = halfLife;
  }

  public void add(double value, double weight, long second) {
    histogram.add(value, weight * growth(second));
  }

  public void subtract(double value, double weight, long second) {
    histogram.subtract(value, weight * growth(second));
  }

  private double growth(long second) {
    if (second - reference > MOST_HALF_LIVES * halfLife) {
      long moved = Math.round((double) second / halfLife) * halfLife;
      histogram.scale(Math.pow(2, (double) (reference - moved) / halfLife));
      reference = moved;
    }
    return Math.pow(2, (double) (second - reference) / halfLife);
  }

  /** As {@link WeightedHistogram#percentile}. */
  public double percentile(double share) {
    return histogram.percentile(share);
  }
}
