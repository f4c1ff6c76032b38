// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So much of one resource: cores or bytes. Two resources never meet in one sum.
 *
 * @param resource what is counted
 * @param value cores or bytes; finite, may be negative in a difference
 */
public record Amount(Resource resource, double value) implements Comparable<Amount> {

  private static final Pattern QUANTITY =
      Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([eE][+-]?\\d+)|([numkMGTPE]i?|Ki)?)");
  private static final double MEBI = 1024.0 * 1024.0;
  private static final int USAGE_DIGITS = 4;

  /** Refuses NaN and infinities: a number without meaning never becomes a size. */
  public Amount {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(resource + " amount must be finite, got " + value);
    }
  }

  public static Amount cores(double cores) {
    return new Amount(Resource.CPU, cores);
  }

  public static Amount bytes(double bytes) {
    return new Amount(Resource.MEMORY, bytes);
  }

  public static Amount zero(Resource resource) {
    return new Amount(resource, 0);
  }

  /**
   * Reads a Kubernetes quantity such as {@code 250m}, {@code 1.5}, {@code 900Mi} or {@code 1e9}.
   *
   * @throws IllegalArgumentException if the text is not a quantity
   */
  public static Amount parse(Resource resource, String quantity) {
    Matcher m = QUANTITY.matcher(quantity.trim());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "'" + quantity + "' is not a quantity; write for example 250m or 900Mi");
    }
    if (m.group(2) != null) {
      return new Amount(resource, Double.parseDouble(m.group(1) + m.group(2)));
    }
    double scale = scale(m.group(3) == null ? "" : m.group(3));
    return new Amount(
        resource, new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(scale)).doubleValue());
  }

  private static double scale(String suffix) {
    return switch (suffix) {
      case "" -> 1;
      case "n" -> 1e-9;
      case "u" -> 1e-6;
      case "m" -> 1e-3;
      case "k" -> 1e3;
      case "M" -> 1e6;
      case "G" -> 1e9;
      case "T" -> 1e12;
      case "P" -> 1e15;
      case "E" -> 1e18;
      case "Ki" -> 1024;
      case "Mi" -> MEBI;
      case "Gi" -> MEBI * 1024;
      case "Ti" -> MEBI * MEBI;
      case "Pi" -> MEBI * MEBI * 1024;
      case "Ei" -> MEBI * MEBI * MEBI;
      default -> throw new IllegalArgumentException("'" + suffix + "' is not a quantity's suffix");
    };
  }

  public Amount plus(Amount other) {
    return new Amount(resource, value + same(other).value);
  }

  public Amount minus(Amount other) {
    return new Amount(resource, value - same(other).value);
  }

  public Amount times(double factor) {
    return new Amount(resource, value * factor);
  }

  public Amount max(Amount other) {
    return value >= same(other).value ? this : other;
  }

  public Amount min(Amount other) {
    return value <= same(other).value ? this : other;
  }

  /** This over the other, for example usage over request; infinite when the other is zero. */
  public double ratioTo(Amount other) {
    return value / same(other).value;
  }

  /** This in whole percents of another, rounded, not negative; empty when the other is zero. */
  public OptionalInt percentOf(Amount whole) {
    return same(whole).isZero()
        ? OptionalInt.empty()
        : OptionalInt.of(
            (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.round(100 * ratioTo(whole)))));
  }

  public boolean isZero() {
    return value == 0;
  }

  /** Rounded up to a whole 1m or 1Mi; a billionth of a granule over does not count as over. */
  public Amount roundedUp() {
    double granule = resource.granule();
    double granules = Math.ceil(value / granule - 1e-9);
    return resource == Resource.CPU
        ? new Amount(resource, granules / 1000.0)
        : new Amount(resource, granules * granule);
  }

  /** Rounded down to a whole 1m or 1Mi, where more would break a bound. */
  public Amount roundedDown() {
    double granule = resource.granule();
    double granules = Math.floor(value / granule + 1e-9);
    return resource == Resource.CPU
        ? new Amount(resource, granules / 1000.0)
        : new Amount(resource, granules * granule);
  }

  /**
   * As a quantity that a pod spec takes, exact to 1m for CPU and 1 byte for memory, and finer where
   * that would say 0: {@code 1}, {@code 219m}, {@code 900Mi}, {@code 2G}, {@code 1.1Gi}.
   */
  public String toQuantity() {
    return resource == Resource.CPU ? QuantityText.cores(value) : QuantityText.bytes(value);
  }

  /**
   * As a measured value, still a valid quantity: whole millicores or mebibytes from 100 on, four
   * digits below ({@code 182m}, {@code 18.24m}, {@code 452Mi}, {@code 7.125Mi}).
   */
  public String toUsage() {
    double unit = resource.granule();
    String suffix = resource == Resource.CPU ? "m" : "Mi";
    double n = value / unit;
    if (Math.abs(n) >= 100) {
      return Math.round(n) + suffix;
    }
    if (n == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(n)
            .round(new MathContext(USAGE_DIGITS, RoundingMode.HALF_UP))
            .setScale(6, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString() + suffix;
  }

  /** For an explanation, one decimal: {@code 218.4m}, {@code 901.6Mi}. */
  public String toText() {
    double n = value / resource.granule();
    return String.format(Locale.ROOT, "%.1f%s", n, resource == Resource.CPU ? "m" : "Mi");
  }

  private Amount same(Amount other) {
    if (other.resource != resource) {
      throw new IllegalArgumentException("cannot combine " + resource + " with " + other.resource);
    }
    return other;
  }

  @Override
  public int compareTo(Amount other) {
    return Double.compare(value, same(other).value);
  }

  @Override
  public String toString() {
    return toQuantity();
  }
}
