// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import java.util.Arrays;

/** The sizes of one series over time: each is in force from its second until the next one's. */
public final class SizeSteps {
  private long[] starts = new long[16];
  private double[] sizes = new double[16];
  private int count;

  /**
   * Adds the next size.
   *
   * @param fromSecond unix time from which it is in force
   * @param size cores or bytes
   * @throws IllegalArgumentException when it does not start after the one before
   */
  public void add(long fromSecond, double size) {
    if (count > 0 && fromSecond <= starts[count - 1]) {
      throw new IllegalArgumentException(
          "a size from " + fromSecond + " cannot follow one from " + starts[count - 1]);
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      sizes = Arrays.copyOf(sizes, count * 2);
    }
    starts[count] = fromSecond;
    sizes[count++] = size;
  }

  public int count() {
    return count;
  }

  /** Unix time from which a step is in force, 0 being the first step. */
  public long start(int step) {
    return starts[step];
  }

  /** Cores or bytes of a step, 0 being the first. */
  public double size(int step) {
    return sizes[step];
  }

  /** The step in force at a unix time; -1 before the first. */
  int at(long second) {
    int i = Arrays.binarySearch(starts, 0, count, second);
    return i >= 0 ? i : -i - 2;
  }
}
