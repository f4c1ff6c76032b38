// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Codes hours of samples, one after the other, into one growing array that is reused. */
final class SliceWriter {
  /** Bytes of the longest number. */
  private static final int LONGEST = 10;

  private final Buckets buckets;
  private byte[] bytes = new byte[4096];
  private int[] hours = new int[32];
  private int[] ends = new int[32];
  private int[] sorted = new int[64];
  private int count;
  private int at;

  SliceWriter(Buckets buckets) {
    this.buckets = buckets;
  }

  int count() {
    return count;
  }

  int hour(int i) {
    return hours[i];
  }

  /** Where the code of an hour ends in {@link #copyTo}. */
  int end(int i) {
    return ends[i];
  }

  int length() {
    return at;
  }

  void copyTo(byte[] into, int from) {
    System.arraycopy(bytes, 0, into, from, at);
  }

  /** Adds an hour, which has some of the samples. */
  void hour(int hour, Samples samples, int start, int end) {
    int size = end - start;
    int most = at + SliceCodec.HEAD + 2 * LONGEST * size;
    if (most > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(most, 2 * bytes.length));
    }
    if (size > sorted.length) {
      sorted = new int[2 * size];
    }
    if (count == hours.length) {
      hours = Arrays.copyOf(hours, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    double sum = 0;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      double value = samples.value(start + i);
      sorted[i] = SliceCodec.index(buckets.units(value));
      sum += value;
      max = Math.max(max, value);
    }
    Arrays.sort(sorted, 0, size);
    long first = hour * 3600L;
    ByteBuffer.wrap(bytes, at, SliceCodec.HEAD)
        .putShort((short) (samples.second(start) - first))
        .putShort((short) (samples.second(end - 1) - first))
        .putDouble(sum)
        .putDouble(max);
    at += SliceCodec.HEAD;
    runs(size);
    hours[count] = hour;
    ends[count] = at;
    count++;
  }

  /** Each bucket as its distance from the one before, with its count where that is not one. */
  private void runs(int size) {
    int before = 0;
    int i = 0;
    while (i < size) {
      int next = i + 1;
      while (next < size && sorted[next] == sorted[i]) {
        next++;
      }
      boolean several = next - i > 1;
      number(sorted[i] - before << 1 | (several ? 1 : 0));
      if (several) {
        number(next - i);
      }
      before = sorted[i];
      i = next;
    }
  }

  private void number(int number) {
    int rest = number;
    while (rest >= 128) {
      bytes[at++] = (byte) (rest & 127 | 128);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
  }
}
