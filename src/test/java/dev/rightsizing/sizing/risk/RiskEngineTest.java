// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import static dev.rightsizing.sizing.risk.Ticks.idle;
import static dev.rightsizing.sizing.risk.Ticks.throttled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.saturation.OomKill;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskEngineTest {
  private final Ticks ticks = new Ticks();

  @ParameterizedTest
  @CsvSource({
    "90, 800, NONE, NONE",
    "90, 850, WARNING, NONE",
    "90, 900, WARNING, NONE",
    "90, 910, CRITICAL, CRITICAL",
    "90, 960, EMERGENCY, EMERGENCY",
    "85, 845, NONE, NONE",
    "85, 855, WARNING, WARNING",
    "85, 910, CRITICAL, CRITICAL",
    "92, 810, WARNING, NONE",
    "92, 915, WARNING, NONE",
    "92, 925, CRITICAL, CRITICAL",
    "92, 960, EMERGENCY, EMERGENCY",
    "80, 850, WARNING, WARNING",
    "80, 910, CRITICAL, CRITICAL",
    "80, 960, EMERGENCY, EMERGENCY",
    "95, 910, CRITICAL, NONE",
    "97, 850, WARNING, NONE",
    "97, 960, CRITICAL, NONE",
    "97, 980, EMERGENCY, EMERGENCY",
    "100, 990, CRITICAL, NONE",
    "70, 710, WARNING, WARNING",
    "70, 890, WARNING, WARNING",
    "70, 910, CRITICAL, CRITICAL",
    "50, 510, WARNING, WARNING",
  })
  void memoryHasTheContractsLevelsAndOnlyThoseFromTheThresholdOnAreTold(
      int threshold, double bytes, RiskLevel shown, RiskLevel reported) {
    Ticks policy = new Ticks(Ticks.memoryOver(threshold / 100.0));

    assertThat(policy.memory(5, bytes)).isEqualTo(RiskLevel.NONE);
    assertThat(policy.memory(1, bytes)).isEqualTo(shown);
    assertThat(policy.last.reported()).isEqualTo(reported);
    assertThat(policy.changes).hasSize(reported == RiskLevel.NONE ? 0 : 1);
    assertThat(policy.last.sentences()).hasSize(shown == RiskLevel.NONE ? 0 : 1);
    assertThat(policy.last.reason())
        .isEqualTo(
            reported.isAlarm()
                ? Reason.MEMORY_RISK
                : shown.isAlarm() ? Reason.BELOW_THRESHOLD : Reason.NO_RISK);
  }

  @Test
  void aFallToALevelThatIsOnlyShownIsTheAllClearAndTheRestIsSilent() {
    ticks.memory(6, 910);
    ticks.memory(6, 790);

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.WARNING);
    assertThat(ticks.reported()).containsExactly("Memory None->Critical", "Memory Critical->None");
    assertThat(ticks.changes.get(1).sentence())
        .startsWith("container app: memory fell below the policy's threshold; still shown:");

    ticks.memory(6, 700);
    assertThat(ticks.last.level()).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.changes).hasSize(2);
  }

  @Test
  void aThresholdThatComesDownToALevelThatIsShownIsTold() {
    ticks.memory(10, 870);
    ticks.settings = Ticks.memoryOver(0.85);
    ticks.memory(3, 870);

    assertThat(ticks.reported()).containsExactly("Memory None->Warning");
  }

  @Test
  void aThresholdThatComesDownButIsNotReachedIsSilent() {
    ticks.memory(10, 820);
    ticks.settings = Ticks.memoryOver(0.85);
    ticks.memory(20, 820);

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.WARNING);
    assertThat(ticks.changes).isEmpty();
  }

  @Test
  void aThresholdThatGoesUpOverWhatWasToldIsTheAllClear() {
    ticks.settings = Ticks.memoryOver(0.85);
    ticks.memory(10, 870);
    ticks.settings = Ticks.memoryOver(0.90);
    ticks.memory(3, 870);

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.WARNING);
    assertThat(ticks.reported()).containsExactly("Memory None->Warning", "Memory Warning->None");
  }

  @Test
  void aPeakShorterThanTheHoldTimeIsNoRisk() {
    ticks.memory(4, 990);
    ticks.memory(1, 500);
    ticks.memory(4, 990);

    assertThat(ticks.changes).isEmpty();
  }

  @Test
  void clearsOnlyAfterStayingTenPercentUnderTheThreshold() {
    ticks.memory(6, 910);

    assertThat(ticks.memory(60, 830)).isEqualTo(RiskLevel.CRITICAL);
    assertThat(ticks.memory(4, 700)).isEqualTo(RiskLevel.CRITICAL);
    ticks.memory(1, 850);
    assertThat(ticks.memory(5, 700)).isEqualTo(RiskLevel.CRITICAL);
    assertThat(ticks.memory(1, 700)).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.reported()).containsExactly("Memory None->Critical", "Memory Critical->None");
  }

  @Test
  void risesFurtherWhenItGetsWorse() {
    ticks.memory(6, 910);

    assertThat(ticks.memory(6, 970)).isEqualTo(RiskLevel.EMERGENCY);
    assertThat(ticks.reported())
        .containsExactly("Memory None->Critical", "Memory Critical->Emergency");
  }

  @ParameterizedTest
  @CsvSource({
    // share, waited seconds, periods a second
    "0.60, 0.40, 8.0, WARNING",
    "0.25, 0.40, 8.0, NONE",
    "0.60, 0.05, 8.0, NONE",
    "0.60, 0.40, 0.4, NONE",
    "1.00, 0.01, 0.1, NONE",
    "0.26, 0.06, 0.5, WARNING",
  })
  void throttlingCountsOnlyWherePodsReallyWait(
      double share, double waited, double periods, RiskLevel level) {
    Cfs cfs = new Cfs(share, waited, periods);

    assertThat(ticks.throttling(10, cfs)).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.throttling(1, cfs)).isEqualTo(level);
  }

  @Test
  void onceItIsSaidHalfOfTheWaitingKeepsIt() {
    ticks.throttling(11, new Cfs(0.60, 0.06, 8));
    ticks.throttling(30, new Cfs(0.60, 0.03, 8));
    assertThat(ticks.reported()).containsExactly("Throttling None->Warning");

    ticks.throttling(11, new Cfs(0.60, 0.02, 8));
    assertThat(ticks.reported())
        .containsExactly("Throttling None->Warning", "Throttling Warning->None");
  }

  @Test
  void allThreeGatesAreOfOnePod() {
    PodReading idleButThrottled =
        new PodReading(
            "a", Optional.of(new Cfs(0.9, 0.01, 0.2)), List.of(), OptionalDouble.empty());
    PodReading busyAndFree =
        new PodReading("b", Optional.of(new Cfs(0.1, 0.4, 9)), List.of(), OptionalDouble.empty());
    for (int i = 0; i < 20; i++) {
      ticks.tick(idleButThrottled, busyAndFree);
    }

    assertThat(ticks.changes).isEmpty();
  }

  @Test
  void theHoldTimeGoesOnWhenOnePodTakesOverFromAnother() {
    for (int i = 0; i < 11; i++) {
      ticks.tick(
          new PodReading(
              "web-" + i, Optional.of(throttled(0.5)), List.of(), OptionalDouble.empty()));
    }

    assertThat(ticks.reported()).containsExactly("Throttling None->Warning");
  }

  @Test
  void whatIsMissingIsUnknownAndNeitherRaisesNorClears() {
    ticks.memory(6, 910);

    assertThat(ticks.tick(Double.NaN, idle())).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.last.reason()).isEqualTo(Reason.SIGNAL_MISSING);
    assertThat(ticks.last.sentences().get(0)).contains("It was Critical before.");
    assertThat(ticks.tick(910, idle())).isEqualTo(RiskLevel.CRITICAL);
    assertThat(ticks.changes).hasSize(1);
  }

  @Test
  void containersWithoutCfsSeriesAreUnknownUnlessAnotherSignalAlarms() {
    assertThat(ticks.tick(100, null)).isEqualTo(RiskLevel.UNKNOWN);
    for (int i = 0; i < 6; i++) {
      ticks.tick(960, null);
    }

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.EMERGENCY);
  }

  @Test
  void anAwaySourceIsUnknownWithItsReason() {
    ticks.failed =
        Map.of(
            RiskKind.MEMORY, Reason.SOURCE_UNREACHABLE,
            RiskKind.THROTTLING, Reason.SOURCE_UNREACHABLE);

    assertThat(ticks.tick()).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.last.reason()).isEqualTo(Reason.SOURCE_UNREACHABLE);
  }

  @Test
  void staleMemoryIsNoMemory() {
    PodReading old =
        new PodReading(
            "web-1",
            Optional.of(idle()),
            List.of(new MemoryPoint(Ticks.START.minusSeconds(600), 990)),
            OptionalDouble.empty());

    assertThat(ticks.tick(old)).isEqualTo(RiskLevel.UNKNOWN);
  }

  @Test
  void withoutAMemoryLimitMemoryIsUnknown() {
    ticks.limit = 0;

    assertThat(ticks.tick(910, idle())).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.last.reason()).isEqualTo(Reason.NO_MEMORY_LIMIT);
  }

  @Test
  void aWorkloadWithoutPodsIsUnknown() {
    ticks.running = false;

    assertThat(ticks.tick()).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.last.reason()).isEqualTo(Reason.NOT_RUNNING);
  }

  @Test
  void aLimitChangedInTheMiddleStartsTheHoldTimeAnew() {
    ticks.memory(4, 930);
    ticks.limit = 1001;

    assertThat(ticks.memory(5, 930)).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.memory(1, 930)).isEqualTo(RiskLevel.CRITICAL);
    assertThat(ticks.reported()).containsExactly("Memory None->Critical");
  }

  @ParameterizedTest
  @CsvSource({"PT2H", "PT-2H"})
  void aJumpOfTheClockStartsTheHoldTimeAnew(Duration jump) {
    ticks.memory(2, 930);
    ticks.now = ticks.now.plus(jump);

    assertThat(ticks.memory(5, 930)).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.memory(1, 930)).isEqualTo(RiskLevel.CRITICAL);
  }

  @Test
  void eachKillIsToldOnceAndShownForAnHour() {
    ticks.kills = List.of(kill("web-1", Ticks.START));
    assertThat(ticks.memory(30, 100)).isEqualTo(RiskLevel.EMERGENCY);
    ticks.kills = List.of(kill("web-1", Ticks.START.plusSeconds(1800)));
    assertThat(ticks.memory(59, 100)).isEqualTo(RiskLevel.EMERGENCY);
    assertThat(ticks.memory(10, 100)).isEqualTo(RiskLevel.NONE);

    assertThat(ticks.reported())
        .containsExactly(
            "OomKill None->Emergency", "OomKill Emergency->Emergency", "OomKill Emergency->None");
  }

  @Test
  void anOldKillIsNoNews() {
    ticks.kills = List.of(kill("web-1", Ticks.START.minusSeconds(7200)));

    assertThat(ticks.memory(3, 100)).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.changes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // bytes at the start, bytes a minute, saw, minutes to the limit of 1000
    "800, 10, 0, 10",
    "900, 2, 0, 40",
    "850, 6.4, 0, 13",
    "400, 6.4, 0, -1",
    "920, 0, 0, -1",
    "980, -5, 0, -1",
    "900, 1, 60, -1",
    "920, 0.1, 0, -1",
  })
  void tellsTheMinutesToTheLimitOnlyWhenGrowthIsSignificant(
      double start, double aMinute, double saw, long minutes) {
    List<MemoryPoint> points = new java.util.ArrayList<>();
    for (int i = 0; i <= 10; i++) {
      points.add(
          new MemoryPoint(
              Ticks.START.plusSeconds(60L * i - 540), start + aMinute * i + saw * (i % 2)));
    }
    ticks.tick(new PodReading("web-1", Optional.of(idle()), points, OptionalDouble.empty()));

    assertThat(ticks.last.minutesToLimit().orElse(-1)).isEqualTo(minutes);
  }

  @Property
  void neverSpeaksTwiceOfTheSameLevelNorSkipsTheHoldTime(
      @ForAll @Size(min = 20, max = 80) List<@DoubleRange(min = 0.5, max = 1) Double> shares,
      @ForAll @IntRange(min = 60, max = 99) int threshold) {
    Ticks any = new Ticks(Ticks.memoryOver(threshold / 100.0));
    RiskLevel said = RiskLevel.NONE;
    for (double share : shares) {
      any.tick(1000 * share, idle());
      for (var change : any.last.changes()) {
        assertThat(change.from()).isEqualTo(said);
        assertThat(change.to()).isNotEqualTo(said);
        said = change.to();
      }
      assertThat(any.last.reported()).isEqualTo(said);
      assertThat(said.above(any.last.level())).isFalse();
    }
    // Six ticks span the hold time of five minutes.
    assertThat(any.changes.size()).isLessThanOrEqualTo(shares.size() / 5);
  }

  @Property
  void memoryThatStaysUnderTheThresholdIsNeverARisk(
      @ForAll @Size(min = 10, max = 60) List<@DoubleRange(min = 0, max = 0.9) Double> shares) {
    Ticks any = new Ticks();
    shares.forEach(share -> any.tick(1000 * share, idle()));

    assertThat(any.changes).isEmpty();
  }

  private static OomKill kill(String pod, Instant at) {
    return OomKill.exactly(pod, at, Optional.empty());
  }
}
