// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an amount as the shortest Kubernetes quantity that is exact: {@code 2G} and not {@code
 * 1953125Ki}, {@code 1.1Gi} and not {@code 1181116006}. What is finer than a pod spec has it, as
 * sums and means are, is rounded to 1m or a byte, but never to 0.
 */
final class QuantityText {
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final BigDecimal KILO = BigDecimal.valueOf(1000);
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL = List.of("", "k", "M", "G", "T", "P", "E");

  /** Digits after the point that a quantity may have; below that Kubernetes rounds. */
  private static final int FRACTION = 3;

  /** Under so many bytes a thousandth is worth saying. */
  private static final BigDecimal FEW = BigDecimal.valueOf(1000);

  private static final double WHOLE = 0x1p53;
  private static final BigDecimal LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private QuantityText() {}

  /** Cores: whole ones, else thousandths, and under half a thousandth down to billionths. */
  static String cores(double cores) {
    long milli = Math.round(cores * 1000);
    if (milli != 0) {
      return milli % 1000 == 0 ? Long.toString(milli / 1000) : milli + "m";
    }
    long nano = Math.round(cores * 1e9);
    return nano % 1000 == 0 ? suffixed(nano / 1000, "u") : nano + "n";
  }

  private static String suffixed(long number, String suffix) {
    return number == 0 ? "0" : number + suffix;
  }

  /**
   * Bytes: whole ones where they are, as a fraction of a greater unit where that is exact, and few
   * ones in thousandths. Under half a thousandth of a byte is what a difference of doubles leaves.
   */
  static String bytes(double bytes) {
    if (bytes == Math.rint(bytes) && Math.abs(bytes) < WHOLE) {
      return whole((long) bytes);
    }
    // From 2^53 on a double is whole, and its shortest text is not the number itself.
    BigDecimal value =
        Math.abs(bytes) < WHOLE ? new BigDecimal(Double.toString(bytes)) : new BigDecimal(bytes);
    BigDecimal exact = value.setScale(FRACTION, RoundingMode.HALF_UP);
    BigDecimal whole = exact.setScale(0, RoundingMode.HALF_UP);
    if (exact.compareTo(whole) == 0) {
      return whole(whole);
    }
    String fraction = fraction(exact);
    if (fraction != null) {
      return fraction;
    }
    return exact.abs().compareTo(FEW) < 0
        ? exact.multiply(KILO).stripTrailingZeros().toPlainString() + "m"
        : whole(whole);
  }

  /** In binary units, unless a decimal one is shorter by more than its suffix is. */
  private static String whole(BigDecimal bytes) {
    if (bytes.abs().compareTo(LONG) < 0) {
      return whole(bytes.longValueExact());
    }
    String binary = reduced(bytes, KIBI, BINARY);
    String decimal = reduced(bytes, KILO, DECIMAL);
    return decimal.length() + 1 < binary.length() ? decimal : binary;
  }

  /** The same without a BigDecimal for each division; a status has dozens of quantities. */
  private static String whole(long bytes) {
    String binary = reduced(bytes, 1024, BINARY);
    String decimal = reduced(bytes, 1000, DECIMAL);
    return decimal.length() + 1 < binary.length() ? decimal : binary;
  }

  private static String reduced(long bytes, long base, List<String> suffixes) {
    long number = bytes;
    int i = 0;
    while (i < suffixes.size() - 1 && number != 0 && number % base == 0) {
      number /= base;
      i++;
    }
    return number + suffixes.get(i);
  }

  private static String reduced(BigDecimal bytes, BigDecimal base, List<String> suffixes) {
    BigDecimal number = bytes;
    int i = 0;
    while (i < suffixes.size() - 1
        && number.signum() != 0
        && number.remainder(base).signum() == 0) {
      number = number.divide(base);
      i++;
    }
    return number.toPlainString() + suffixes.get(i);
  }

  /** The shortest number of three decimals that is exactly this; null where there is none. */
  private static @Nullable String fraction(BigDecimal bytes) {
    String shortest = null;
    BigDecimal unit = BigDecimal.ONE;
    for (int i = 1; i < BINARY.size(); i++) {
      unit = unit.multiply(KIBI);
      BigDecimal number = bytes.divide(unit, FRACTION, RoundingMode.HALF_UP);
      // A double holds a size of a pod to about a thousandth of a byte.
      BigDecimal back = number.multiply(unit).setScale(FRACTION, RoundingMode.HALF_UP);
      if (number.signum() != 0 && back.compareTo(bytes) == 0) {
        String text = number.stripTrailingZeros().toPlainString() + BINARY.get(i);
        shortest = shortest == null || text.length() < shortest.length() ? text : shortest;
      }
    }
    return shortest;
  }
}
