// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
  private final Decimals decimals = new Decimals();

  private static double parsed(long digits, int scale) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(digits));
    return Double.parseDouble(new BigDecimal(unsigned, scale).toString());
  }

  @Property(tries = 20_000)
  void everyDecimalIsTheDoubleThatJavaMakesOfIt(
      @ForAll long bits,
      @ForAll @IntRange(max = 63) int shift,
      @ForAll @IntRange(max = Decimals.MOST_SCALE) int scale) {
    long digits = bits >>> shift;

    assertThat(decimals.value(digits, scale)).isEqualTo(parsed(digits, scale));
  }

  @Property(tries = 5_000)
  void halfWayBetweenTwoDoublesIsTheEvenOne(
      @ForAll @LongRange(min = 1L << 52, max = (1L << 53) - 1) long mantissa,
      @ForAll @IntRange(max = 3) int halvings) {
    BigDecimal half =
        BigDecimal.valueOf(2 * mantissa + 1).divide(BigDecimal.valueOf(1L << halvings));
    long digits = half.unscaledValue().longValueExact();

    for (long near = digits - 1; near <= digits + 1; near++) {
      assertThat(decimals.value(near, half.scale())).isEqualTo(parsed(near, half.scale()));
    }
  }

  @Property(tries = 5_000)
  void whatJavaWritesComesBackTheSame(@ForAll @LongRange(min = 1, max = 1L << 53) long part) {
    double value = part / 0x1p53;
    BigDecimal written = new BigDecimal(Double.toString(value));
    if (written.scale() <= Decimals.MOST_SCALE) {
      assertThat(decimals.value(written.unscaledValue().longValueExact(), written.scale()))
          .isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 27",
    "1, 27",
    "9007199254740993, 0",
    "9007199254740993, 1",
    "9223372036854775807, 0",
    "9223372036854775808, 0",
    "9223372036854776833, 0",
    "9999999999999999999, 0",
    "9999999999999999999, 19",
    "18446744073709551615, 0",
    "18446744073709551615, 27",
    "12300000000000001, 18"
  })
  void theEdgesAreExact(String digits, int scale) {
    long unsigned = Long.parseUnsignedLong(digits);

    assertThat(decimals.value(unsigned, scale)).isEqualTo(parsed(unsigned, scale));
  }
}
