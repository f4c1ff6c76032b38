// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordChanceTest {

  @ParameterizedTest(name = "{0} h")
  @CsvSource({
    // hours, 1 / (days + 1), the same less 1/8
    "0, 1, 0.875",
    "12, 0.6666667, 0.5416667", // half a day: 1 / 1.5
    "24, 0.5, 0.375",
    "47, 0.5, 0.375", // whole days count
    "72, 0.25, 0.125",
    "168, 0.125, 0",
    "336, 0.0666667, 0"
  })
  void oneOfAllDaysAlikeHasTheGreatestPeak(int hours, double chance, double more) {
    assertThat(RecordChance.after(Duration.ofHours(hours))).isCloseTo(chance, within(1e-6));
    assertThat(RecordChance.overAWeeks(Duration.ofHours(hours))).isCloseTo(more, within(1e-6));
  }

  @Property
  void moreHistoryNeverRaisesIt(
      @ForAll @IntRange(max = 60_000) int minutes, @ForAll @IntRange(max = 60_000) int more) {
    Duration less = Duration.ofMinutes(minutes);
    Duration longer = Duration.ofMinutes(minutes + more);

    assertThat(RecordChance.after(longer)).isLessThanOrEqualTo(RecordChance.after(less));
    assertThat(RecordChance.overAWeeks(longer)).isLessThanOrEqualTo(RecordChance.overAWeeks(less));
  }
}
