// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import java.util.Arrays;

/**
 * What a container's CPU usage up to some hour says of the day after: how much weight each sample
 * has, by hour, and the P95 that slack is measured from.
 */
final class PastDays {
  static final int DAY = 24;
  private static final double P95 = 0.05;

  private final HourProfile profile;
  private double[] weights;
  private double[] lasting;
  private double reference;
  private int everyHour;

  PastDays(HourProfile profile) {
    this.profile = profile;
    this.weights = new double[profile.top() + 1];
    this.lasting = new double[profile.top() + 1];
  }

  /** By bin, with the sum 1, after {@link #upTo}. */
  double[] weights() {
    return weights;
  }

  int bins() {
    return weights.length;
  }

  /** The bin of the P95 of all hours alike, after {@link #upTo}: what comes weekly stays known. */
  int everyHour() {
    return everyHour;
  }

  /** The bin of the expected P95, after {@link #upTo}. */
  double reference() {
    return reference;
  }

  /**
   * Weighs the hours before an hour; there must be one.
   *
   * @param halfLife in days
   */
  void upTo(long hour, double halfLife, RiskModel model) {
    Arrays.fill(weights, 0);
    int end = profile.firstFrom(hour);
    everyHour = profile.p95(0, end);
    Arrays.fill(lasting, 0);
    double total = weighSamples(weights, end, hour, halfLife);
    double lastingTotal =
        weighSamples(lasting, end, hour, Math.max(halfLife, model.lastingHalfLife()));
    double above = P95;
    reference = -1;
    for (int bin = bins() - 1; bin >= 0; bin--) {
      weights[bin] =
          (1 - model.lastingShare()) * weights[bin] / total
              + model.lastingShare() * lasting[bin] / lastingTotal;
      above -= weights[bin];
      if (reference < 0 && above <= 0) {
        reference = bin;
      }
    }
  }

  private double weighSamples(double[] into, int end, long hour, double halfLife) {
    double total = 0;
    for (int i = 0; i < end; i++) {
      double weight = Math.pow(0.5, (hour - 1 - profile.hour(i)) / (DAY * halfLife));
      for (int e = profile.start(i); e < profile.end(i); e++) {
        into[profile.bin(e)] += weight * profile.count(e);
        total += weight * profile.count(e);
      }
    }
    return total;
  }

  /** Share of the samples of the hours {@code [first, last)} over a bin. */
  double over(int first, int last, double bin) {
    long over = 0;
    long all = 0;
    for (int e = profile.start(first); e < profile.end(last - 1); e++) {
      all += profile.count(e);
      over += profile.bin(e) > bin ? profile.count(e) : 0;
    }
    return (double) over / all;
  }

  /** Share of the weight that lies within a bin, 0 to 1, after {@link #upTo}. */
  double within(double bin) {
    double within = 0;
    for (int i = 0; i <= bin && i < bins(); i++) {
      within += weights[i];
    }
    return within;
  }
}
