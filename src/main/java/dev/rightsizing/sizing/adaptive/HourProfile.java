// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import dev.rightsizing.sizing.sketch.HourVisitor;
import dev.rightsizing.sizing.sketch.HourlySketches;
import java.util.Arrays;

/**
 * A container's usage by hour on a logarithmic scale: decoded once, looked at from several points
 * in time. Hours without samples are not there.
 */
final class HourProfile implements HourVisitor {
  /** A window of two weeks; grows for longer ones. */
  private static final int HOURS = 14 * 24;

  private static final double ABOVE_P95 = 0.05;

  private final LogScale scale;
  private long[] hours = new long[HOURS];
  private int[] ends = new int[HOURS];
  private int[] peaks = new int[HOURS];
  private double[] greatest = new double[HOURS];
  private int[] bins = new int[HOURS * 8];
  private long[] counts = new long[HOURS * 8];
  private long[] byBin = new long[0];
  private int size;
  private int used;
  private int top;

  private HourProfile(LogScale scale) {
    this.scale = scale;
  }

  /** The hours of {@code [fromHour, toHour)}. */
  static HourProfile of(HourlySketches usage, long fromHour, long toHour, LogScale scale) {
    HourProfile profile = new HourProfile(scale);
    usage.forEachHour(fromHour, toHour, profile);
    return profile;
  }

  @Override
  public void hour(long hour) {
    if (size == hours.length) {
      hours = Arrays.copyOf(hours, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      peaks = Arrays.copyOf(peaks, size * 2);
      greatest = Arrays.copyOf(greatest, size * 2);
    }
    hours[size] = hour;
    ends[size++] = used;
  }

  @Override
  public void peak(double value) {
    peaks[size - 1] = scale.bin(value);
    greatest[size - 1] = Math.max(scale.least(), value);
    top = Math.max(top, peaks[size - 1]);
  }

  @Override
  public void values(double value, long count) {
    // The middle of a bucket may lie above the exact peak.
    int bin = Math.min(peaks[size - 1], scale.bin(value));
    boolean same = used > start(size - 1) && bins[used - 1] == bin;
    if (same) {
      counts[used - 1] += count;
      return;
    }
    if (used == bins.length) {
      bins = Arrays.copyOf(bins, used * 2);
      counts = Arrays.copyOf(counts, used * 2);
    }
    bins[used] = bin;
    counts[used++] = count;
    ends[size - 1] = used;
  }

  LogScale scale() {
    return scale;
  }

  /** How many hours have samples. */
  int size() {
    return size;
  }

  /** The i-th hour with samples, in hours since the epoch; ascending. */
  long hour(int i) {
    return hours[i];
  }

  /** The exact peak of the hours {@code [first, last)}, at least the scale's least value. */
  double greatest(int first, int last) {
    double peak = scale.least();
    for (int i = first; i < last; i++) {
      peak = Math.max(peak, greatest[i]);
    }
    return peak;
  }

  /** The bin of the same. */
  int peak(int first, int last) {
    int peak = 0;
    for (int i = first; i < last; i++) {
      peak = Math.max(peak, peaks[i]);
    }
    return peak;
  }

  /** The greatest bin of all hours. */
  int top() {
    return top;
  }

  /** The first entry of the hour; its last is before {@link #end}. */
  int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  int end(int i) {
    return ends[i];
  }

  int bin(int entry) {
    return bins[entry];
  }

  long count(int entry) {
    return counts[entry];
  }

  /** The bin under which 95 % of the samples of the hours {@code [first, last)} lie. */
  int p95(int first, int last) {
    if (byBin.length <= top) {
      byBin = new long[top + 1];
    }
    Arrays.fill(byBin, 0, top + 1, 0);
    long all = 0;
    for (int e = start(first); e < end(last - 1); e++) {
      byBin[bins[e]] += counts[e];
      all += counts[e];
    }
    double above = ABOVE_P95 * all;
    int bin = top;
    while (bin > 0 && (above -= byBin[bin]) >= 0) {
      bin--;
    }
    return bin;
  }

  /** The bin under which 95 % of the hour's samples lie. */
  int p95(int i) {
    long all = 0;
    for (int e = start(i); e < end(i); e++) {
      all += counts[e];
    }
    double above = ABOVE_P95 * all;
    for (int e = end(i) - 1; e > start(i); e--) {
      above -= counts[e];
      if (above < 0) {
        return bins[e];
      }
    }
    return bins[start(i)];
  }

  /** The first hour with samples at or after an hour. */
  int firstFrom(long hour) {
    int i = Arrays.binarySearch(hours, 0, size, hour);
    return i >= 0 ? i : -i - 1;
  }
}
