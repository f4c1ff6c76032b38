// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import static dev.rightsizing.sizing.quota.Uses.use;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.quota.QuotaCrossing;
import dev.rightsizing.model.quota.QuotaKey;
import dev.rightsizing.model.quota.QuotaState;
import dev.rightsizing.model.quota.QuotaUse;
import dev.rightsizing.model.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaWatchTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final QuotaWatch watch = new QuotaWatch(MINUTE);
  private final List<QuotaCrossing> crossings = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-04T10:00:00Z");
  private List<QuotaState> states = List.of();

  private QuotaWatch.Outcome look(QuotaUse... uses) {
    now = now.plus(MINUTE);
    QuotaWatch.Outcome seen = watch.look(Set.of("shop"), List.of(uses), states, now);
    states = seen.states();
    crossings.addAll(seen.crossings());
    return seen;
  }

  private void minutes(int minutes, QuotaUse... uses) {
    for (int i = 0; i < minutes; i++) {
      look(uses);
    }
  }

  private String level() {
    return states.get(0).alarm().level().text();
  }

  private Stream<String> told() {
    return crossings.stream().map(c -> c.from().text() + ">" + c.to().text());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 20, None",
    "15999m, 20, None",
    "16, 20, Warning",
    "4, 5, Warning",
    "17999m, 20, Warning",
    "18, 20, Critical",
    "9, 10, Critical",
    "18999m, 20, Critical",
    "19, 20, Emergency",
    "20, 20, Emergency",
    "30, 20, Emergency",
    "52Gi, 64Gi, Warning",
    "7, 0, None",
    "0, 0, None",
  })
  void levelsBeginAt80And90And95Percent(String used, String hard, String expected) {
    minutes(7, use("compute", used, hard));

    assertThat(states.isEmpty() ? "None" : level()).isEqualTo(expected);
  }

  @Test
  void aSurgeOfTwoMinutesIsNoRisk() {
    for (int i = 0; i < 5; i++) {
      minutes(10, use("compute", "14", "20"));
      minutes(2, use("compute", "20", "20"));
    }

    assertThat(crossings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "16, 15300m, Warning",
    "16, 15100m, None",
    "18, 17200m, Critical",
    "18, 17, Warning",
    "18, 15, None",
    "19, 18100m, Emergency",
    "19, 18, Critical",
    "19, 17, Warning",
    "19, 15, None",
  })
  void clearsFivePercentUnderTheFloor(String up, String down, String expected) {
    minutes(7, use("compute", up, "20"));
    minutes(7, use("compute", down, "20"));

    assertThat(level()).isEqualTo(expected);
  }

  @Test
  void tellsEachWayUpAndOneAllClear() {
    for (String used : List.of("10", "16500m", "18500m", "19500m", "18", "17", "10")) {
      minutes(8, use("compute", used, "20"));
    }

    assertThat(told())
        .containsExactly("None>Warning", "Warning>Critical", "Critical>Emergency", "Warning>None");
  }

  @Test
  void aLowerHardIsACrossingAndAHigherOneTheAllClear() {
    minutes(8, use("compute", "10", "20"));
    minutes(8, use("compute", "10", "11"));
    minutes(8, use("compute", "10", "20"));

    assertThat(told()).containsExactly("None>Critical", "Critical>None");
  }

  @Test
  void aHardOfZeroEndsTheRisk() {
    minutes(8, use("compute", "19", "20"));
    minutes(8, use("compute", "19", "0"));

    assertThat(told()).containsExactly("None>Emergency", "Emergency>None");
    assertThat(states).isEmpty();
  }

  @Test
  void whatIsNotCountedYetIsUnknownAndNoRisk() {
    assertThat(look(use("compute", "-", "20")).levels()).containsOnlyKeys(RiskLevel.UNKNOWN);
    assertThat(states).isEmpty();
  }

  @Test
  void whatIsNotCountedForAWhileKeepsWhatWasTold() {
    minutes(8, use("compute", "19", "20"));
    minutes(30, use("compute", "-", "20"));
    minutes(8, use("compute", "19", "20"));

    assertThat(told()).containsExactly("None>Emergency");
  }

  @Test
  void aQuotaThatIsDeletedAtRiskIsToldOnceAndForgotten() {
    minutes(8, use("compute", "19", "20"), use("calm", "1", "20"));
    minutes(3);

    assertThat(told()).containsExactly("None>Emergency", "Emergency>None");
    assertThat(crossings.get(1).use()).isEmpty();
    assertThat(states).isEmpty();
  }

  @Test
  void aNamespaceThatWasNotReadIsForgottenWithoutAWord() {
    minutes(8, use("compute", "19", "20"));
    crossings.clear();

    QuotaWatch.Outcome seen = watch.look(Set.of("other"), List.of(), states, now);

    assertThat(seen.crossings()).isEmpty();
    assertThat(seen.states()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-7200", "86400"})
  void aJumpOfTheClockTellsNothingNew(long seconds) {
    minutes(8, use("compute", "19", "20"));
    now = now.plusSeconds(seconds);
    minutes(8, use("compute", "19", "20"));

    assertThat(told()).containsExactly("None>Emergency");
  }

  @Test
  void aJumpOfTheClockDoesNotStandInForTheHoldTime() {
    minutes(2, use("compute", "19", "20"));
    now = now.plus(Duration.ofHours(1));
    minutes(2, use("compute", "19", "20"));

    assertThat(crossings).isEmpty();
  }

  @Test
  void rests() {
    minutes(8, use("compute", "19", "20"), use("calm", "1", "20"));
    List<QuotaState> before = states;

    minutes(60, use("compute", "19", "20"), use("calm", "1", "20"));

    assertThat(states).isEqualTo(before);
  }

  @Test
  void growthIsToldWithItsTime() {
    for (int day = 0; day < 10; day++) {
      look(use("compute", 10 + day * 2 / 3.0 + "", "20"));
      now = now.plus(Duration.ofDays(1));
    }
    minutes(8, use("compute", "16500m", "20"));

    assertThat(crossings).hasSize(1);
    assertThat(crossings.get(0).timeToExhaustion()).contains(Duration.ofDays(5));
  }

  @Test
  void ofTooManyLinesThoseAtRiskStayWatched() {
    QuotaUse[] many =
        IntStream.range(0, QuotaWatch.MOST_LINES + 20)
            .mapToObj(i -> use("q" + i, i == 7 ? "19" : "10", "20"))
            .toArray(QuotaUse[]::new);
    minutes(8, many);

    assertThat(states).hasSize(QuotaWatch.MOST_LINES);
    assertThat(look(many).leftOut()).isEqualTo(20);
    assertThat(told()).containsExactly("None>Emergency");
    assertThat(states)
        .extracting(QuotaState::key)
        .contains(new QuotaKey("shop", "q7", "requests.cpu"));
  }

  @Property
  void neverTellsOfTheSameLevelTwiceRunning(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 22) Integer> used) {
    QuotaWatchTest fresh = new QuotaWatchTest();
    used.forEach(u -> fresh.look(use("compute", u.toString(), "20")));

    for (int i = 1; i < fresh.crossings.size(); i++) {
      QuotaCrossing before = fresh.crossings.get(i - 1);
      QuotaCrossing after = fresh.crossings.get(i);
      assertThat(after.to()).isNotEqualTo(before.to());
      assertThat(after.isRise() || after.to() == RiskLevel.NONE).isTrue();
    }
  }

  @Property
  void fullerIsNeverBetter(
      @ForAll @IntRange(min = 0, max = 2000) int used,
      @ForAll @IntRange(min = 0, max = 500) int more,
      @ForAll @IntRange(min = 1, max = 2000) int hard) {
    assertThat(level(used, hard).above(level(used + more, hard))).isFalse();
  }

  private static RiskLevel level(int used, int hard) {
    QuotaWatchTest fresh = new QuotaWatchTest();
    fresh.minutes(6, use("compute", Integer.toString(used), Integer.toString(hard)));
    return fresh.states.get(0).alarm().level();
  }
}
