// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.backtest.risk.ScoreBoard.Case;
import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A first day at 800 bytes and a limit of 1.25 times that, 1000; then what each test adds. */
class MemoryReplayTest {
  private static final String LIMIT = MemoryReplay.setting(1.25);
  private static final String DAY = MemoryReplay.truth(24);
  private static final String HOUR = MemoryReplay.truth(1);
  private static final int A_DAY = 1440;

  private final List<Double> usage = new ArrayList<>();

  MemoryReplayTest() {
    stays(800, A_DAY);
  }

  private MemoryReplayTest stays(double bytes, int minutes) {
    for (int i = 0; i < minutes; i++) {
      usage.add(bytes);
    }
    return this;
  }

  private UsageSeries series() {
    return new UsageSeries(
        "ns/pod/app",
        Resource.MEMORY,
        LongStream.range(0, usage.size()).map(i -> 1_700_000_000 + 60 * i).toArray(),
        usage.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private MemoryReplay replay() {
    return new MemoryReplay(Duration.ofMinutes(1)).add(series());
  }

  private AlertScore tally(String rule, String horizon) {
    return replay().board().sum(new Case(LIMIT, rule, horizon)::equals);
  }

  @Test
  void aWarningBeforeTheKillIsRightAndItsLeadIsFromItsFirstTick() {
    stays(800, 100).stays(950, 20).stays(1000, 1);

    AlertScore instant = tally(WatchRules.INSTANT_MEMORY, HOUR);
    AlertScore held = tally(WatchRules.POD_MEMORY, HOUR);
    AlertScore ours = tally(WatchRules.OURS, HOUR);

    assertThat(List.of(instant.alarms(), instant.right(), instant.found(), instant.events()))
        .containsExactly(1, 1, 1, 1);
    assertThat(instant.medianLead()).isEqualTo(20);
    assertThat(held.medianLead()).isEqualTo(15);
    assertThat(List.of(ours.alarms(), ours.right(), ours.found())).containsExactly(1, 1, 1);
    assertThat(ours.medianLead()).isEqualTo(15);
    assertThat(ours.timeOn()).isCloseTo(15.0 / 120, within(1e-9));
  }

  @Test
  void aJumpIsAMissForAll() {
    stays(800, 100).stays(1200, 1);

    for (String rule : List.of(WatchRules.OURS, WatchRules.INSTANT_MEMORY, WatchRules.TREND)) {
      AlertScore tally = tally(rule, DAY);
      assertThat(tally.events()).as(rule).isEqualTo(1);
      assertThat(tally.found()).as(rule).isZero();
      assertThat(tally.alarms()).as(rule).isZero();
      assertThat(tally.precision()).as(rule).isNaN();
    }
  }

  @Test
  void aWarningWithoutAKillIsAFalseAlarmOnceTheHorizonIsOver() {
    stays(800, 100).stays(950, 20).stays(600, A_DAY);

    assertThat(List.of(tally(WatchRules.OURS, DAY).alarms(), tally(WatchRules.OURS, DAY).right()))
        .containsExactly(1, 0);
  }

  @Test
  void aWarningShortBeforeTheEndOfTheRecordingIsNotJudged() {
    stays(800, 100).stays(950, 20).stays(600, 100);

    assertThat(tally(WatchRules.OURS, DAY).alarms()).isZero();
    assertThat(tally(WatchRules.OURS, HOUR).alarms()).isEqualTo(1);
  }

  @Test
  void anEarlyWarningIsRightWithinADayButNotWithinAnHour() {
    stays(800, 100).stays(950, 300).stays(1000, 1);

    assertThat(tally(WatchRules.OURS, DAY).precision()).isEqualTo(1);
    assertThat(tally(WatchRules.OURS, HOUR).precision()).isZero();
    // It stands until the kill, so the kill was warned of.
    assertThat(tally(WatchRules.OURS, HOUR).recall()).isEqualTo(1);
  }

  @Test
  void anAlarmThatFlapsIsToldEachTime() {
    stays(800, 10);
    for (int i = 0; i < 5; i++) {
      stays(950, 6).stays(850, 6);
    }
    stays(600, A_DAY);

    assertThat(tally(WatchRules.POD_MEMORY, DAY).alarms()).isEqualTo(5);
    // Under 90 % but not under 81 %: one alarm for us, told once as it is Critical, not Emergency.
    assertThat(tally(WatchRules.OURS, DAY).alarms()).isEqualTo(1);
    assertThat(tally(WatchRules.OURS, DAY).notificationsPerDay())
        .isCloseTo(1440.0 / (10 + 60 + A_DAY), within(1e-9));
  }

  @Test
  void afterAKillTheNextLifeBeginsUnderFourFifths() {
    stays(1000, 1).stays(900, 50).stays(790, 10).stays(1000, 1);

    List<MemoryTrial.Life> lives = MemoryTrial.of(series(), 1.25).lives();

    assertThat(lives)
        .containsExactly(
            new MemoryTrial.Life(A_DAY, A_DAY, true),
            new MemoryTrial.Life(A_DAY + 51, A_DAY + 61, true));
  }

  @Test
  void aLimitAboveAllUsageHasNoKillAndUnderNineTenthsNoAlarm() {
    Random random = new Random(5);
    double greatest = usage.get(0);
    for (int i = 0; i < 2 * A_DAY; i++) {
      double next = 200 + 600 * random.nextDouble();
      greatest = Math.max(greatest, next);
      usage.add(next);
    }
    ScoreBoard board = replay().board();

    assertThat(greatest).isLessThan(0.9 * 1000);
    for (String rule : List.of(WatchRules.OURS, WatchRules.INSTANT_MEMORY, WatchRules.POD_MEMORY)) {
      AlertScore tally = board.sum(new Case(LIMIT, rule, DAY)::equals);
      assertThat(tally.events()).as(rule).isZero();
      assertThat(tally.notificationsPerDay()).as(rule).isZero();
      assertThat(tally.timeOn()).as(rule).isZero();
    }
  }

  @Test
  void eachKillIsCountedOnceForEachRule() {
    Random random = new Random(6);
    for (int i = 0; i < 3 * A_DAY; i++) {
      usage.add(300 + 1000 * random.nextDouble());
    }
    ScoreBoard board = replay().board();

    for (String setting : board.names(Case::setting)) {
      List<Integer> kills =
          board.names(Case::rule).stream()
              .map(rule -> board.sum(new Case(setting, rule, DAY)::equals).events())
              .distinct()
              .toList();
      assertThat(kills).as(setting).hasSize(1).first().isNotEqualTo(0);
    }
  }

  @Test
  void aStraightLineIsAnnouncedInTime() {
    for (int i = 0; i < 200; i++) {
      usage.add(800.0 + i);
    }
    // From the fifth point on there is a line, and 1 % of the limit is gained after ten minutes.
    TimeToLimitAccuracy.Figures figures = replay().announcements().within(240);

    assertThat(figures.predictions()).isPositive();
    assertThat(figures.onTime()).isEqualTo(figures.predictions());
    assertThat(figures.medianError()).isLessThan(0.3);
  }

  @Test
  void aSeriesWithoutUsageHasNoLimit() {
    usage.clear();
    stays(0, 2 * A_DAY);

    assertThat(replay().board().names(Case::rule)).isEmpty();
  }
}
