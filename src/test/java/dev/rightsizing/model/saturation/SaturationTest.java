// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.saturation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaturationTest {
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final Optional<Amount> GIB = Optional.of(Amount.bytes(1 << 30));

  private static OomKill inHourBefore(String pod, Instant at) {
    return new OomKill(pod, at, Duration.ofHours(1), Optional.empty());
  }

  @Test
  void anHourWithoutAValueIsNotZero() {
    HourlyValues values =
        HourlyValues.from(
            10, 1, Float.NaN, 0, -1, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);

    assertThat(values.hours()).containsExactly(10L, 12L);
    assertThat(values.at(12)).hasValue(0);
    assertThat(values.at(11)).isEmpty();
    assertThat(values.at(9)).isEmpty();
    assertThat(values.at(99)).isEmpty();
    assertThat(values.max()).hasValue(1);
    assertThat(HourlyValues.EMPTY.max()).isEmpty();
  }

  @Test
  void theGreaterOfTwoTakesAKnownHourBeforeAnUnknownOne() {
    HourlyValues some = HourlyValues.from(10, 1, 5, Float.NaN);

    assertThat(some.greatest(HourlyValues.from(11, 2, 3, 4)))
        .isEqualTo(HourlyValues.from(10, 1, 5, 3, 4));
    assertThat(some.greatest(HourlyValues.EMPTY)).isEqualTo(some);
    assertThat(HourlyValues.EMPTY.greatest(some)).isEqualTo(some);
  }

  @Test
  void aShareNeedsAMinuteOfPeriodsAndBothCounts() {
    Saturation saturation =
        new Saturation(
            Optional.of(HourlyValues.from(1, 600, 599, 600, 600)),
            Optional.of(HourlyValues.from(1, 60, 60, Float.NaN, 900)),
            Optional.empty(),
            Optional.empty(),
            List.of());

    assertThat(saturation.throttlingHours()).containsExactly(1L, 4L);
    assertThat(saturation.throttledShare(1)).hasValue(0.1);
    assertThat(saturation.throttledShare(4)).hasValue(1);
    assertThat(Saturation.NONE.throttlingHours()).isEmpty();
  }

  @ParameterizedTest(name = "{0} s apart is {1} kills")
  @CsvSource({"0, 1", "119, 1", "120, 1", "121, 2", "-120, 1", "-121, 2"})
  void killsOfOnePodWithinTwoMinutesAreOne(long apart, int kills) {
    Saturation one = Saturation.NONE.withKills(List.of(OomKill.exactly("web-1", NOON, GIB)));

    assertThat(one.withKills(List.of(OomKill.exactly("web-1", NOON.plusSeconds(apart), GIB))))
        .extracting(s -> s.kills().size())
        .isEqualTo(kills);
  }

  @Test
  void killsOfTwoPodsAreTwo() {
    Saturation one = Saturation.NONE.withKills(List.of(OomKill.exactly("web-1", NOON, GIB)));

    assertThat(one.withKills(List.of(OomKill.exactly("web-2", NOON, GIB))).kills()).hasSize(2);
  }

  @Test
  void anExactKillTakesThePlaceOfOneThatIsKnownToTheHour() {
    Saturation recorded =
        Saturation.NONE.withKills(
            List.of(inHourBefore("web-1", NOON), inHourBefore("web-1", NOON)));
    OomKill exact = OomKill.exactly("web-1", NOON.minusSeconds(1800), GIB);

    assertThat(recorded.withKills(List.of(exact)).kills())
        .containsExactly(exact, inHourBefore("web-1", NOON));
  }

  @Test
  void theLimitIsKeptWhicheverRecordKnowsIt() {
    OomKill recorded = new OomKill("web-1", NOON, Duration.ofHours(1), GIB);
    OomKill exact = OomKill.exactly("web-1", NOON.minusSeconds(60), Optional.empty());

    assertThat(Saturation.NONE.withKills(List.of(recorded)).withKills(List.of(exact)).kills())
        .containsExactly(OomKill.exactly("web-1", exact.at(), GIB));
  }

  @Test
  void theLesserLimitKilledWhereThePodWasResizedSince() {
    OomKill recorded = new OomKill("web-1", NOON, Duration.ofHours(1), GIB);
    Optional<Amount> raised = Optional.of(Amount.bytes(2e9));
    OomKill exact = OomKill.exactly("web-1", NOON.minusSeconds(60), raised);

    assertThat(Saturation.NONE.withKills(List.of(recorded)).withKills(List.of(exact)).kills())
        .containsExactly(OomKill.exactly("web-1", exact.at(), GIB));
  }

  @Test
  void aKillOfTheHourBeforeMidnightIsOfThatDay() {
    Instant midnight = Instant.parse("2026-03-04T00:00:00Z");

    assertThat(inHourBefore("web-1", midnight).day())
        .isEqualTo(OomKill.exactly("web-1", midnight.minusSeconds(1), GIB).day());
  }

  @Test
  void theLimitThatWasRecordedAtAKillCountsNotThatOfAPodResizedSince() {
    Optional<Amount> large = Optional.of(Amount.bytes(2L << 30));
    OomKill recorded = new OomKill("web-1", NOON.plusSeconds(600), Duration.ofHours(1), large);

    assertThat(
            Saturation.NONE
                .withKills(List.of(recorded))
                .withKills(List.of(OomKill.exactly("web-1", NOON, GIB)))
                .kills())
        .containsExactly(OomKill.exactly("web-1", NOON, large));
  }
}
