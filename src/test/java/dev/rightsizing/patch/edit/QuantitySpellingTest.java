// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts in the unit of the author. */
class QuantitySpellingTest {

  @ParameterizedTest
  @CsvSource({
    "CPU, 1000m, 2, 2000m",
    "CPU, 250m, 182m, 182m",
    "CPU, 1, 182m, 182m",
    "CPU, 1, 3000m, 3",
    "CPU, 1, 1500m, 1500m",
    "CPU, 0.5, 182m, 0.182",
    "CPU, .5, 1500m, 1.5",
    "CPU, 1.0, 2, 2",
    "CPU, 0.5, 182500u, 183m",
    "CPU, 5e-1, 2, 2",
    "CPU, 1e0, 2, 2e0",
    "CPU, lots, 182m, 182m",
    "CPU, '', 182m, 182m",
    "CPU, 2k, 182m, 182m",
    "MEMORY, 1Gi, 900Mi, 900Mi",
    "MEMORY, 1Gi, 4Gi, 4Gi",
    "MEMORY, 1Gi, 1536Mi, 1536Mi",
    "MEMORY, 1.5Gi, 2304Mi, 2.25Gi",
    "MEMORY, 1.5Gi, 900Mi, 900Mi",
    "MEMORY, 1.5Gi, 2Gi, 2Gi",
    "MEMORY, 1024Mi, 2Gi, 2048Mi",
    "MEMORY, 1048576Ki, 512Mi, 524288Ki",
    "MEMORY, 1Ki, 1Ti, 1Ti",
    "MEMORY, 512M, 600M, 600M",
    "MEMORY, 512M, 900Mi, 900Mi",
    "MEMORY, 1G, 1500M, 1500M",
    "MEMORY, 134217728, 900Mi, 943718400",
    "MEMORY, 1e9, 2G, 2e9",
    "MEMORY, 1E9, 900Mi, 900Mi",
    "MEMORY, 512m, 900Mi, 900Mi",
    "MEMORY, 1Gi, 1000001, 1000001",
  })
  void keepTheUnitWhereTheAmountIsExactAndReadableInIt(
      Resource resource, String sample, String amount, String text) {
    assertThat(QuantitySpelling.like(sample, Amount.parse(resource, amount))).isEqualTo(text);
  }

  @Property
  void sayMillicoresExactly(
      @ForAll("samples") String sample, @ForAll @IntRange(min = 1) int milli) {
    Amount amount = Amount.cores(milli / 1000.0);
    assertThat(Amount.parse(Resource.CPU, QuantitySpelling.like(sample, amount))).isEqualTo(amount);
  }

  @Property
  void sayBytesExactly(
      @ForAll("samples") String sample, @ForAll @LongRange(min = 1, max = 1L << 44) long bytes) {
    for (long amount : new long[] {bytes, bytes << 10, (bytes >>> 20) + 1 << 20}) {
      Amount wanted = Amount.bytes(amount);
      String text = QuantitySpelling.like(sample, wanted);
      assertThat(Amount.parse(Resource.MEMORY, text)).isEqualTo(wanted);
      assertThat(text).matches("[0-9]+(\\.[0-9]{1,3})?([kMGTPE]|[KMGTPE]i|[eE][0-9]+)?");
    }
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<String> samples() {
    return net.jqwik.api.Arbitraries.of(
        "1", "500m", "0.5", "1Gi", "1.5Gi", "512M", "1e9", "5E3", "100Ki", "7", "1.25G", "");
  }
}
