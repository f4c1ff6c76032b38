// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import java.util.Arrays;

/** Quantiles of samples, interpolated linearly between the two around rank q (n - 1). */
public final class Quantile {
  private Quantile() {}

  /**
   * The quantile as Prometheus's quantile_over_time and numpy's default define it: of 1, 2, 3 and
   * 4, 0.5 is 2.5 and 1 is 4.
   *
   * @param values at least one; sorted by this call
   * @param q 0 to 1
   */
  public static double of(double[] values, double q) {
    Arrays.sort(values);
    double rank = q * (values.length - 1);
    int low = (int) rank;
    int high = Math.min(low + 1, values.length - 1);
    return values[low] + (values[high] - values[low]) * (rank - low);
  }
}
