// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An hour of samples in a few bytes: first and last second of the hour, sum and maximum, then each
 * bucket as its distance from the one before, with its count where that is not one.
 */
final class SliceCodec {
  private static final int SECONDS_PER_HOUR = 3600;
  private static final int HEAD = 2 * Short.BYTES + 2 * Double.BYTES;
  private static final int LONGEST = 10;

  private final Buckets buckets;

  SliceCodec(Buckets buckets) {
    this.buckets = buckets;
  }

  byte[] encode(Samples samples, int start, int end) {
    long[] sorted = new long[end - start];
    double sum = 0;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = start; i < end; i++) {
      double value = samples.value(i);
      sorted[i - start] = index(buckets.of(value));
      sum += value;
      max = Math.max(max, value);
    }
    Arrays.sort(sorted);
    ByteBuffer out = ByteBuffer.allocate(HEAD + 2 * LONGEST * sorted.length);
    out.putShort((short) (samples.second(start) % SECONDS_PER_HOUR));
    out.putShort((short) (samples.second(end - 1) % SECONDS_PER_HOUR));
    out.putDouble(sum).putDouble(max);
    putBuckets(out, sorted);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void putBuckets(ByteBuffer out, long[] sorted) {
    long before = 0;
    int i = 0;
    while (i < sorted.length) {
      int next = i + 1;
      while (next < sorted.length && sorted[next] == sorted[i]) {
        next++;
      }
      boolean several = next - i > 1;
      putNumber(out, sorted[i] - before << 1 | (several ? 1 : 0));
      if (several) {
        putNumber(out, next - i);
      }
      before = sorted[i];
      i = next;
    }
  }

  /** The exact maximum of an hour. */
  double max(ByteBuffer code) {
    return code.getDouble(2 * Short.BYTES + Double.BYTES);
  }

  void decode(ByteBuffer in, int hour, SliceSink into) {
    long start = (long) hour * SECONDS_PER_HOUR;
    into.addTime(start + in.getShort(), start + in.getShort());
    into.addExtent(in.getDouble(), in.getDouble());
    long index = 0;
    while (in.hasRemaining()) {
      long head = number(in);
      index += head >>> 1;
      into.addBucket(bucket(index), (head & 1) == 0 ? 1 : number(in));
    }
  }

  /**
   * Numbers the buckets one by one, so that neighbours are close: 256 of one unit, then 128 for
   * each doubling, which is HdrHistogram's layout for two digits.
   */
  private static long index(long bucket) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(bucket) - 8);
    return shift * 128L + (bucket >>> shift);
  }

  private static long bucket(long index) {
    int shift = (int) Math.max(0, index / 128 - 1);
    return index - shift * 128L << shift;
  }

  private static void putNumber(ByteBuffer out, long number) {
    long rest = number;
    while (rest >= 128) {
      out.put((byte) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long number(ByteBuffer in) {
    long number = 0;
    int shift = 0;
    byte part;
    do {
      part = in.get();
      number |= (long) (part & 127) << shift;
      shift += 7;
    } while (part < 0);
    return number;
  }
}
