// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

/**
 * A run of samples in ascending order of time; several may share one time. Reused for many runs.
 */
public final class Samples {
  private static final long HOUR = 3600;

  private long[] seconds = new long[512];
  private double[] values = new double[512];
  private int count;

  public void clear() {
    count = 0;
  }

  /**
   * Adds one sample, not before the last one.
   *
   * @param value cores or bytes; finite and not negative
   */
  public void add(long unixSecond, double value) {
    if (count == seconds.length) {
      seconds = java.util.Arrays.copyOf(seconds, count * 2);
      values = java.util.Arrays.copyOf(values, count * 2);
    }
    seconds[count] = unixSecond;
    values[count] = value;
    count++;
  }

  public int count() {
    return count;
  }

  long second(int i) {
    return seconds[i];
  }

  double value(int i) {
    return values[i];
  }

  long hour(int i) {
    return Math.floorDiv(seconds[i], HOUR);
  }
}
