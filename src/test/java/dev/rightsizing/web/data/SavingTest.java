// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavingTest {

  @ParameterizedTest
  @CsvSource({"71.07, 71.07 USD, saved a month", "-12.40, 12.40 USD, more a month"})
  void saysWhatCostsMoreWithoutASign(BigDecimal monthly, String size, String direction) {
    Saving saving = new Saving(Optional.of(monthly), "USD", Optional.empty());

    assertThat(saving.size()).isEqualTo(size);
    assertThat(saving.direction()).isEqualTo(direction);
  }
}
