// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantities as people write them and as the API server gives them back. */
class AmountTest {

  @ParameterizedTest(name = "{0} {1} reads {2}")
  @CsvSource({
    "CPU,    0.5,            500m",
    "CPU,    1e-1,           100m",
    "CPU,    1.5,            1500m",
    "CPU,    2,              2",
    "CPU,    512k,           512000",
    "CPU,    500u,           1m", // half a thousandth, rounded up as the scheduler does
    "CPU,    400u,           400u",
    "CPU,    1n,             1n",
    "CPU,    0,              0",
    "MEMORY, 512m,           512m",
    "MEMORY, 128m,           128m",
    "MEMORY, 1500m,          1500m",
    "MEMORY, 512,            512",
    "MEMORY, 2G,             2G",
    "MEMORY, 4e9,            4G",
    "MEMORY, 1500M,          1500M",
    "MEMORY, 1.1Gi,          1.1Gi",
    "MEMORY, 1181116006400m, 1.1Gi", // 1.1Gi as the API server writes it
    "MEMORY, 1.2Gi,          1.2Gi",
    "MEMORY, 1536Mi,         1536Mi",
    "MEMORY, 1.5Gi,          1536Mi",
    "MEMORY, 64000Ki,        64000Ki",
    "MEMORY, 125Mi,          125Mi",
    "MEMORY, 3Ei,            3Ei",
    "MEMORY, 1234567890,     1234567890",
    "MEMORY, 0,              0"
  })
  void aQuantityIsWrittenAsTheShortestThatIsExact(Resource resource, String from, String to) {
    assertThat(Amount.parse(resource, from).toQuantity()).isEqualTo(to);
  }

  @Property
  void wholeBytesComeBackExactly(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) {
    String text = Amount.bytes(bytes).toQuantity();

    assertThat(Amount.parse(Resource.MEMORY, text).value()).isEqualTo(bytes);
  }

  @Property
  void whatIsNotZeroIsNeverWrittenAsZeroOrOne(
      @ForAll @IntRange(min = 1, max = 900) int thousandths) {
    double part = thousandths / 1000.0;
    assertThat(Amount.bytes(part).toQuantity()).isNotIn("0", "1").matches("[0-9.]+m");
    assertThat(Amount.cores(part / 1000).toQuantity()).isNotIn("0", "1");
  }

  @Property
  void aDifferenceOfDoublesIsZero(@ForAll @DoubleRange(min = 0, max = 1e12) double bytes) {
    assertThat(Amount.bytes(bytes).plus(Amount.bytes(1e-5)).minus(Amount.bytes(bytes)).toQuantity())
        .isEqualTo("0");
  }
}
