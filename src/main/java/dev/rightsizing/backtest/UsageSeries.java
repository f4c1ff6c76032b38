// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.Arrays;

/** The recorded usage of one resource of one container, in order of time. */
public final class UsageSeries {
  private final String name;
  private final Resource resource;
  private final long[] seconds;
  private final double[] values;

  /**
   * Keeps the arrays, which must not change afterwards.
   *
   * @param seconds unix times, each later than the one before
   * @param values cores or bytes at those times
   * @throws IllegalArgumentException when the arrays differ in length or a time is not later
   */
  public UsageSeries(String name, Resource resource, long[] seconds, double[] values) {
    if (seconds.length != values.length) {
      throw new IllegalArgumentException(
          name + " has " + seconds.length + " times and " + values.length + " values");
    }
    for (int i = 1; i < seconds.length; i++) {
      if (seconds[i] <= seconds[i - 1]) {
        throw new IllegalArgumentException(
            name + ": time " + seconds[i] + " is not after " + seconds[i - 1]);
      }
    }
    this.name = name;
    this.resource = resource;
    this.seconds = seconds;
    this.values = values;
  }

  public String name() {
    return name;
  }

  public Resource resource() {
    return resource;
  }

  public int count() {
    return seconds.length;
  }

  /** Unix time of a sample, 0 being the first. */
  public long second(int i) {
    return seconds[i];
  }

  /** Cores or bytes of a sample, 0 being the first. */
  public double value(int i) {
    return values[i];
  }

  /** A view of the samples of {@code [at - lookback, at)}; nothing is copied. */
  public UsagePast before(long at, Duration lookback) {
    return new UsagePast(this, firstFrom(at - lookback.toSeconds()), firstFrom(at), at);
  }

  /** A copy of the values of the samples {@code [start, end)}. */
  double[] values(int start, int end) {
    return Arrays.copyOfRange(values, start, end);
  }

  /** The first sample at or after this unix time; {@link #count()} when there is none. */
  int firstFrom(long second) {
    int i = Arrays.binarySearch(seconds, second);
    return i >= 0 ? i : -i - 1;
  }
}
