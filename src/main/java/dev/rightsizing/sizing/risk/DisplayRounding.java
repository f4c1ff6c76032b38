// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Figures that are shown to people: they move only when it matters, so that a status rests. */
final class DisplayRounding {
  /** Points of a share in percent. */
  private static final double LEAST_POINTS = 5;

  private static final double MOST_PERCENT = 1000;

  /** Of a value. */
  private static final double LEAST_CHANGE = 0.10;

  /** With the rounding to two digits, which is up to 5 % off, no more than 7 % in all. */
  private static final double MINUTES_OFF = 0.07;

  private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  private DisplayRounding() {}

  /** A share as whole percents; it moves by five points. */
  static OptionalDouble percent(OptionalDouble before, double share) {
    double now = Math.min(MOST_PERCENT, Math.floor(100 * share));
    return before.isPresent() && Math.abs(now - before.getAsDouble()) < LEAST_POINTS
        ? before
        : OptionalDouble.of(now);
  }

  /** A value with three digits; it moves by a tenth. */
  static OptionalDouble value(OptionalDouble before, double value) {
    return before.isPresent()
            && Math.abs(value - before.getAsDouble()) < LEAST_CHANGE * Math.abs(value)
        ? before
        : OptionalDouble.of(rounded(value, THREE_DIGITS));
  }

  /**
   * Minutes that are left, never more than 7 % off from ten on, and less than one minute below. The
   * previously shown value is kept while that holds. 14.2: 14; 89: 89; 104: 100; 14 after 15: 15.
   */
  static double minutes(OptionalDouble before, double left) {
    if (before.isPresent()
        && before.getAsDouble() >= 10
        && Math.abs(before.getAsDouble() - left) <= MINUTES_OFF * left) {
      return before.getAsDouble();
    }
    return left < 10 ? Math.floor(left) : Math.rint(rounded(left, TWO_DIGITS));
  }

  /** A figure as people write it. */
  static String text(OptionalDouble figure) {
    return figure.isEmpty()
        ? ""
        : BigDecimal.valueOf(figure.getAsDouble()).stripTrailingZeros().toPlainString();
  }

  private static double rounded(double value, MathContext digits) {
    return new BigDecimal(value).round(digits).doubleValue();
  }
}
