// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

/**
 * How much a container's CPU usage changes by itself, in natural logarithms of the hours' P95.
 *
 * @param hourly mean absolute change from one hour with samples to the next
 * @param spread standard deviation between the hours
 */
record OwnChange(double hourly, double spread) {
  /** Hours this far under the peak, e^-3, all count as idle. */
  private static final double DEEPEST = 3;

  /** Over the first hours of a profile. */
  static OwnChange of(HourProfile profile, int end) {
    double step = profile.scale().step();
    double[] levels = new double[end];
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < end; i++) {
      levels[i] = profile.p95(i) * step;
      top = Math.max(top, levels[i]);
    }
    double changes = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < end; i++) {
      levels[i] = Math.max(levels[i] - top, -DEEPEST);
      changes += i == 0 ? 0 : Math.abs(levels[i] - levels[i - 1]);
      sum += levels[i];
      squares += levels[i] * levels[i];
    }
    double mean = sum / end;
    return new OwnChange(
        end < 2 ? 0 : changes / (end - 1), Math.sqrt(Math.max(0, squares / end - mean * mean)));
  }
}
