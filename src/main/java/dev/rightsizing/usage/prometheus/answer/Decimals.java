// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import java.math.BigInteger;

/**
 * Turns decimals into the nearest double, as {@link Double#parseDouble} does, without making an
 * object: 15 digits by one exact division (0.0123 is 123 / 10^4), more by the method of Daniel
 * Lemire, "Number Parsing at a Gigabyte per Second" (2021): a product with 128 bits of the power of
 * ten, of which the first 53 bits are right for every 64-bit number and up to 27 decimals.
 */
final class Decimals {
  /** The most decimals for which 128 bits of the power of ten leave no doubt. */
  static final int MOST_SCALE = 27;

  private static final long EXACT = 1L << 53;
  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final int BIAS = 1023;

  /** Powers of ten that a double holds exactly. */
  private static final double[] TENS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** The first 128 bits of 1 / 5^n, rounded up, in halves. */
  private final long[] high = new long[MOST_SCALE + 1];

  private final long[] low = new long[MOST_SCALE + 1];

  Decimals() {
    for (int scale = 1; scale <= MOST_SCALE; scale++) {
      BigInteger power = BigInteger.valueOf(5).pow(scale);
      BigInteger inverse =
          BigInteger.ONE.shiftLeft(power.bitLength() + 127).divide(power).add(BigInteger.ONE);
      high[scale] = inverse.shiftRight(Long.SIZE).longValue();
      low[scale] = inverse.longValue();
    }
  }

  /**
   * {@code digits} / 10^{@code scale}.
   *
   * @param digits unsigned
   * @param scale 0 to {@link #MOST_SCALE}
   */
  double value(long digits, int scale) {
    if (digits >= 0 && (digits <= EXACT || scale == 0) && scale < TENS.length) {
      return digits / TENS[scale];
    }
    if (scale == 0) {
      return wholeBeyondLong(digits);
    }
    return digits == 0 ? 0 : nearest(digits, scale);
  }

  /** At least 2^63: half of it, with a bit that remembers what was cut off, is rounded alike. */
  private static double wholeBeyondLong(long digits) {
    return (double) (digits >>> 1 | digits & 1) * 2;
  }

  private double nearest(long digits, int scale) {
    int zeros = Long.numberOfLeadingZeros(digits);
    long number = digits << zeros;
    long first = multiplyHigh(number, high[scale]);
    long rest = number * high[scale];
    if ((first & 0x1FF) == 0x1FF) {
      long more = multiplyHigh(number, low[scale]);
      rest += more;
      if (Long.compareUnsigned(more, rest) > 0) {
        first++;
      }
    }
    int top = (int) (first >>> 63);
    int shift = top + Long.SIZE - FRACTION_BITS - 3;
    long mantissa = first >>> shift;
    if (Long.compareUnsigned(rest, 1) <= 0
        && scale <= 4
        && (mantissa & 3) == 1
        && mantissa << shift == first) {
      // Half way between two doubles: the even one.
      mantissa &= ~1;
    }
    mantissa = (mantissa + (mantissa & 1)) >>> 1;
    long exponent = power(-scale) + top - zeros + BIAS;
    if (mantissa > FRACTION * 2 + 1) {
      exponent++;
      mantissa >>>= 1;
    }
    return Double.longBitsToDouble(exponent << FRACTION_BITS | mantissa & FRACTION);
  }

  /** The binary exponent of 10^{@code ten}, for a number of 64 bits: 217706 / 2^16 is log2(10). */
  private static int power(int ten) {
    return (217706 * ten >> 16) + 63;
  }

  /** As {@link Math#multiplyHigh}, for unsigned numbers. */
  private static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }
}
