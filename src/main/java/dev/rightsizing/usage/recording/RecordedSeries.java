// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.recording;

import java.util.Arrays;

/** The samples of one resource of one container, in order of time. */
final class RecordedSeries {
  private long[] seconds = new long[256];
  private double[] values = new double[256];
  private int count;

  /**
   * Adds the next sample.
   *
   * @throws IllegalArgumentException when it is not later than the one before
   */
  void add(long second, double value) {
    if (count > 0 && second <= seconds[count - 1]) {
      throw new IllegalArgumentException("time " + second + " is not after " + seconds[count - 1]);
    }
    if (count == seconds.length) {
      seconds = Arrays.copyOf(seconds, count * 2);
      values = Arrays.copyOf(values, count * 2);
    }
    seconds[count] = second;
    values[count++] = value;
  }

  /** The last value in {@code (from, to]}; NaN when there is none. */
  double last(long from, long to) {
    int i = firstAfter(to) - 1;
    return i >= 0 && seconds[i] > from ? values[i] : Double.NaN;
  }

  /** The greatest value in {@code (from, to]}; NaN when there is none. */
  double greatest(long from, long to) {
    double greatest = Double.NaN;
    for (int i = firstAfter(from); i < count && seconds[i] <= to; i++) {
      greatest = greatest >= values[i] ? greatest : values[i];
    }
    return greatest;
  }

  private int firstAfter(long second) {
    int i = Arrays.binarySearch(seconds, 0, count, second);
    return i >= 0 ? i + 1 : -i - 1;
  }
}
