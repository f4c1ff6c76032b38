// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.util.Arrays;

/**
 * The greatest value of each step, from the first to the last step that has one; NaN between where
 * there is none. So a pod that lived for minutes takes no room for a day.
 */
final class StepValues {
  private int first;
  private double[] values = new double[0];

  /** Makes room for some steps; returns how many more there are than before. */
  int cover(int from, int to) {
    int before = values.length;
    if (before == 0) {
      first = from;
      values = new double[to - from + 1];
      Arrays.fill(values, Double.NaN);
    } else if (from < first || to >= first + before) {
      int start = Math.min(first, from);
      double[] all = new double[Math.max(first + before, to + 1) - start];
      Arrays.fill(all, Double.NaN);
      System.arraycopy(values, 0, all, first - start, before);
      first = start;
      values = all;
    }
    return values.length - before;
  }

  /** Takes a value of a step that is covered. */
  void put(int step, double value) {
    if (!(values[step - first] >= value)) {
      values[step - first] = value;
    }
  }

  int first() {
    return first;
  }

  /** The step after the last. */
  int end() {
    return first + values.length;
  }

  /** The value of any step; NaN where there is none. */
  double at(int step) {
    int at = step - first;
    return at < 0 || at >= values.length ? Double.NaN : values[at];
  }
}
