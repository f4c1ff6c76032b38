// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import java.util.Arrays;

/**
 * What a container's usage up to some hour says of the day after: how much weight each value has,
 * and the P95 that slack is measured from. CPU weighs samples by hour, memory the peaks of days.
 */
final class PastDays {
  static final int DAY = 24;
  private static final double P95 = 0.05;

  private final HourProfile profile;
  private final boolean peaks;
  private double[] weights;
  private double[] lasting;
  private long[] counts;
  private double reference;
  private int everyHour;

  /**
   * @param peaks whether the greatest value of a day counts, else every sample
   */
  PastDays(HourProfile profile, boolean peaks) {
    this.profile = profile;
    this.peaks = peaks;
    this.weights = new double[profile.top() + 1];
    this.lasting = new double[profile.top() + 1];
    this.counts = new long[profile.top() + 1];
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
    if (peaks) {
      weighPeaks(end, hour, halfLife);
      return;
    }
    everyHour = p95(0, end);
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

  private void weighPeaks(int end, long hour, double halfLife) {
    double total = 0;
    double sum = 0;
    int last = end;
    while (last > 0) {
      long day = (hour - 1 - profile.hour(last - 1)) / DAY;
      int first = profile.firstFrom(hour - (day + 1) * DAY);
      double weight = Math.pow(0.5, day / halfLife);
      weights[peak(first, last)] += weight;
      total += weight;
      sum += weight * profile.scale().value(p95(first, last));
      last = first;
    }
    for (int bin = 0; bin < bins(); bin++) {
      weights[bin] /= total;
    }
    reference = Math.log(sum / total / profile.scale().least()) / profile.scale().step();
  }

  /** The bin of the greatest value in the hours {@code [first, last)}. */
  int peak(int first, int last) {
    int peak = 0;
    for (int i = first; i < last; i++) {
      peak = Math.max(peak, profile.peak(i));
    }
    return peak;
  }

  /** The bin under which 95 % of the samples of the hours {@code [first, last)} lie. */
  int p95(int first, int last) {
    Arrays.fill(counts, 0);
    long all = 0;
    for (int e = profile.start(first); e < profile.end(last - 1); e++) {
      counts[profile.bin(e)] += profile.count(e);
      all += profile.count(e);
    }
    double above = P95 * all;
    int bin = bins() - 1;
    while (bin > 0 && (above -= counts[bin]) >= 0) {
      bin--;
    }
    return bin;
  }

  /** Share of the samples of the hours {@code [first, last)} over a bin; of days: 0 or 1. */
  double over(int first, int last, double bin) {
    if (peaks) {
      return peak(first, last) > bin ? 1 : 0;
    }
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
