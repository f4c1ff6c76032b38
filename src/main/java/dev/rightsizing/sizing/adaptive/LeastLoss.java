// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

/**
 * Finds the size at which slack and expected usage over the size together cost least. Reused for
 * many containers; not for several threads.
 */
final class LeastLoss {
  /** Room above what was seen, in natural logarithms: 4.5 times the greatest value. */
  private static final double ROOM = 1.5;

  /** Sizes that more than this share of usage exceeds are not looked at. */
  private static final double HOPELESS = 0.4;

  /** Twice the P95, as a natural logarithm of the ratio. */
  private static final double FAR = Math.log(2);

  private final double step;
  private final int room;
  private double[] expected = new double[1024];

  LeastLoss(double step) {
    this.step = step;
    this.room = (int) (ROOM / step);
  }

  /**
   * The size, as a bin.
   *
   * @param weights by bin; their sum is 1
   * @param bins how many of them count
   * @param reference bin of the P95 that slack is measured from
   * @param least smallest bin that may be the answer
   */
  double size(
      double[] weights, int bins, double reference, int least, RiskModel model, OwnChange change) {
    int all = bins + room;
    if (expected.length < all) {
      expected = new double[all * 2];
    }
    java.util.Arrays.fill(expected, 0, all, 0);
    double calm = width(model.calm(), model.calmOwn(), change.hourly());
    double jump = width(model.jump(), model.jumpOwn(), change.spread());
    int low = 0;
    while (low < bins - 1 && weights[low] <= 0) {
      low++;
    }
    spread(weights, low, bins, all, calm, 1 - model.jumpShare());
    spread(weights, low, bins, all, jump, model.jumpShare());
    double over = 0;
    double best = Double.POSITIVE_INFINITY;
    double answer = least;
    for (int bin = all - 1; bin >= least && over <= HOPELESS; bin--) {
      double loss = model.loss(over) + cost((bin - reference) * step);
      if (loss < best) {
        best = loss;
        answer = bin;
      }
      over += expected[bin];
    }
    return answer;
  }

  /**
   * What a size costs, by the logarithm of its ratio to the P95: its slack, as long as that says
   * anything. Far over the P95 slack hardly rises any more while the bill does, so from there on
   * each doubling costs the same.
   */
  private static double cost(double over) {
    return over <= FAR ? 1 - Math.exp(-over) : 1 - Math.exp(-FAR) + Math.exp(-FAR) * (over - FAR);
  }

  private double width(double base, double own, double change) {
    return Math.min(0.6, Math.hypot(base, own * change)) / step;
  }

  /**
   * Adds the weights, each spread to both sides with exponential tails, in two passes. Below the
   * lowest weight no size is looked for, so nothing is added there.
   */
  private void spread(double[] weights, int low, int bins, int all, double width, double share) {
    double keep = Math.exp(-1 / width);
    double scale = share * (1 - keep) / (1 + keep);
    double tail = 0;
    for (int bin = low; bin < all; bin++) {
      tail = tail * keep + (bin < bins ? weights[bin] : 0);
      expected[bin] += scale * tail;
    }
    tail = 0;
    for (int bin = all - 1; bin >= low; bin--) {
      expected[bin] += scale * keep * tail;
      tail = tail * keep + (bin < bins ? weights[bin] : 0);
    }
  }
}
