// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaHistoryTest {
  private static final QuotaHistory BEGUN =
      QuotaHistory.begin(QuotaAmount.parse("10"), Instant.parse("2026-03-04T07:31:05Z"));

  private static String peaks(QuotaHistory history) {
    return history.peaks().stream().map(QuotaAmount::quantity).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "within the slot it rests,       2026-03-04T11:59:59Z, 12, 10",
    "the skew of two clocks,         2026-03-04T05:59:59Z, 12, 10",
    "more in the next slot,          2026-03-04T12:00:00Z, 12, 12",
    "less in the next slot,          2026-03-04T12:00:00Z,  8, 10",
    "the next day,                   2026-03-05T00:00:10Z,  8, 10 8",
    "days that nobody saw,           2026-03-07T09:00:00Z, 12, 10 10 10 12",
    "longer than a week away,        2026-03-12T09:00:00Z, 12, 12",
    "the clock was wrong before,     2026-03-03T09:00:00Z, 12, 12",
  })
  void keepsTheGreatestLookOfEachDay(String what, Instant now, String used, String expected) {
    assertThat(peaks(BEGUN.with(QuotaAmount.parse(used), now))).as(what).isEqualTo(expected);
  }

  @Test
  void holdsFourWeeks() {
    QuotaHistory history = BEGUN;
    for (int day = 1; day <= 40; day++) {
      history =
          history.with(
              new QuotaAmount(day, Integer.toString(day)),
              Instant.parse("2026-03-04T09:00:00Z").plusSeconds(86_400L * day));
    }

    assertThat(history.peaks()).hasSize(28);
    assertThat(history.peaks().get(27).quantity()).isEqualTo("40");
    assertThat(history.peaks().get(0).quantity()).isEqualTo("13");
  }
}
