// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.sketch;

import java.nio.ByteBuffer;

/**
 * An hour of samples in a few bytes: first and last second of the hour, sum and maximum, then each
 * bucket as its distance from the one before, with its count where that is not one.
 */
final class SliceCodec {
  private static final int SECONDS_PER_HOUR = 3600;
  static final int HEAD = 2 * Short.BYTES + 2 * Double.BYTES;

  private final Buckets buckets;

  SliceCodec(Buckets buckets) {
    this.buckets = buckets;
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
   * each doubling, which is HdrHistogram's layout for two digits. All units of a bucket have its
   * number.
   */
  static int index(long units) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(units) - 8);
    return shift * 128 + (int) (units >>> shift);
  }

  private static long bucket(long index) {
    int shift = (int) Math.max(0, index / 128 - 1);
    return index - shift * 128L << shift;
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
