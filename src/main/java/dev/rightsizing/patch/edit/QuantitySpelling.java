// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes an amount as the author wrote the one before: in the same unit where it can be said there
 * exactly and in a few digits, else in a smaller unit of its family, else as usual.
 *
 * <p>Worked: {@code 0.5} becomes {@code 0.182}, {@code 1} becomes {@code 182m}, {@code 1.5Gi}
 * becomes {@code 2.25Gi} or {@code 900Mi}, {@code 1073741824} becomes {@code 943718400}.
 */
public final class QuantitySpelling {
  private static final Pattern QUANTITY =
      Pattern.compile("\\+?(\\d*)(\\.\\d*)?(?:([eE])\\+?(\\d{1,2})|([a-zA-Z]*))");
  private static final List<String> BINARY = List.of("Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL = List.of("k", "M", "G", "T", "P", "E");

  /** Decimals that are still read at a glance, of bytes in a greater unit. */
  private static final int NEAT = 2;

  /** A thousandth of a core is the least that is recommended. */
  private static final int MILLI = 3;

  /** Digits of a number with a unit. */
  private static final BigDecimal READABLE = BigDecimal.valueOf(10_000_000);

  private QuantitySpelling() {}

  /** The amount, in the manner of a sample; a sample that is no quantity counts for nothing. */
  public static String like(String sample, Amount amount) {
    Matcher m = QUANTITY.matcher(sample.trim());
    if (sample.isBlank() || !m.matches() || amount.value() < 0 || amount.isZero()) {
      return amount.toQuantity();
    }
    boolean fraction = m.group(2) != null;
    String suffix = m.group(5) == null ? "" : m.group(5);
    Optional<String> text =
        m.group(3) != null
            ? exponent(amount, m.group(3) + m.group(4), Integer.parseInt(m.group(4)))
            : amount.resource() == Resource.CPU
                ? cores(amount, fraction, suffix)
                : bytes(amount, fraction, suffix);
    return text.filter(t -> says(t, amount)).orElseGet(amount::toQuantity);
  }

  private static boolean says(String text, Amount amount) {
    return Amount.parse(amount.resource(), text).value() == amount.value();
  }

  private static Optional<String> exponent(Amount amount, String suffix, int exponent) {
    return number(exact(amount), BigDecimal.ONE.scaleByPowerOfTen(exponent), 0)
        .map(n -> n + suffix);
  }

  private static Optional<String> cores(Amount amount, boolean fraction, String suffix) {
    return switch (suffix) {
      case "m" -> number(exact(amount), new BigDecimal("0.001"), 0).map(n -> n + "m");
      case "" -> number(exact(amount), BigDecimal.ONE, fraction ? MILLI : 0);
      default -> Optional.empty();
    };
  }

  private static Optional<String> bytes(Amount amount, boolean fraction, String suffix) {
    BigDecimal bytes = exact(amount);
    if (suffix.isEmpty()) {
      return bytes.stripTrailingZeros().scale() <= 0
          ? Optional.of(bytes.setScale(0, RoundingMode.UNNECESSARY).toPlainString())
          : Optional.empty();
    }
    boolean binary = BINARY.contains(suffix);
    List<String> family = binary ? BINARY : DECIMAL;
    BigDecimal base = BigDecimal.valueOf(binary ? 1024 : 1000);
    int own = family.indexOf(suffix);
    for (int i = own; i >= 0; i--) {
      String unit = family.get(i);
      // Decimals only where the author has them, and only in the author's unit.
      Optional<String> number = number(bytes, base.pow(i + 1), fraction && i == own ? NEAT : 0);
      if (number.isPresent()) {
        return number.map(n -> n + unit);
      }
    }
    return Optional.empty();
  }

  /** So many units; empty where that is not exact in so many decimals, or has too many digits. */
  private static Optional<String> number(BigDecimal amount, BigDecimal unit, int decimals) {
    BigDecimal number = amount.divide(unit, decimals, RoundingMode.HALF_UP);
    return number.multiply(unit).compareTo(amount) == 0 && number.compareTo(READABLE) < 0
        ? Optional.of(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
        : Optional.empty();
  }

  /** The shortest decimal of the double, which is what was meant: 0.182 and not its binary. */
  private static BigDecimal exact(Amount amount) {
    return new BigDecimal(Double.toString(amount.value()));
  }
}
