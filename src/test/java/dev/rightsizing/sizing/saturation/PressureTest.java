// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.model.saturation.Saturation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PressureTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");

  private final Pressure pressure = new Pressure();

  @ParameterizedTest
  @CsvSource({"1, true", "6, true", "8, false"})
  void aKillCountsForSevenDays(int daysAgo, boolean counts) {
    Saturation killed =
        Saturation.NONE.withKills(
            List.of(
                OomKill.exactly("web-1", NOW.minus(Duration.ofDays(daysAgo)), Optional.empty())));

    assertThat(pressure.of(Resource.MEMORY, killed, NOW)).isEqualTo(counts);
    assertThat(pressure.of(Resource.CPU, killed, NOW)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"36000, 5, false", "36000, 5.1, true", "36000, 90, true", "599, 100, false"})
  void anHourThrottledInOverFivePercentOfItsPeriodsCountsForCpuAlone(
      int periods, double percent, boolean counts) {
    Saturation throttled = Cases.throttledOf(periods, 0, percent, 0);

    assertThat(pressure.of(Resource.CPU, throttled, Cases.NOW)).isEqualTo(counts);
    assertThat(pressure.of(Resource.MEMORY, throttled, Cases.NOW)).isFalse();
  }

  @Test
  void whatIsNotRecordedIsNoEvidence() {
    assertThat(pressure.of(Resource.CPU, Saturation.NONE, NOW)).isFalse();
    assertThat(pressure.of(Resource.MEMORY, Saturation.NONE, NOW)).isFalse();
  }
}
