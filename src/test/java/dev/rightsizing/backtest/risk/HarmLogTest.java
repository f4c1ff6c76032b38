// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.backtest.risk.AlarmLog.Episode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Harm from minute 100 to 110 and from 140 to 150 is one episode; from 300 to 310 another. */
class HarmLogTest {
  private static final long MINUTE = 60;

  private static HarmLog harm() {
    HarmLog log = new HarmLog(1);
    for (int i = 0; i <= 400; i++) {
      boolean harmed = i >= 100 && i <= 110 || i >= 140 && i <= 150 || i >= 300 && i <= 310;
      log.add(i * MINUTE, harmed, new boolean[] {i >= 105 && i <= 110});
    }
    return log;
  }

  private static AlertScore judge(Episode... alarms) {
    AlertScore tally = new AlertScore();
    harm().judge(List.of(alarms), 0, MINUTE, tally);
    return tally;
  }

  private static Episode alarm(long from, long to) {
    return new Episode(from * MINUTE, to * MINUTE);
  }

  @Test
  void episodesAreCountedNotTicks() {
    AlertScore tally = judge(alarm(105, 110));

    assertThat(tally.events()).isEqualTo(2);
    assertThat(tally.found()).isEqualTo(1);
    assertThat(tally.precision()).isEqualTo(1);
    assertThat(tally.medianLead()).isEqualTo(5);
    // 11 + 11 + 11 minutes of harm, 6 of them in alarm.
    assertThat(tally.harmCovered()).isCloseTo(6.0 / 33, within(1e-9));
  }

  @Test
  void anAlarmAtAnotherTimeIsFalseAndFindsNothing() {
    AlertScore tally = judge(alarm(200, 250));

    assertThat(tally.precision()).isZero();
    assertThat(tally.recall()).isZero();
  }

  @Test
  void anAlarmWithinTheFifteenMinutesThatTheFirstTickLookedBackOnIsRight() {
    assertThat(judge(alarm(90, 92)).right()).isEqualTo(1);
    assertThat(judge(alarm(80, 84)).right()).isZero();
  }

  @Test
  void oneLongAlarmIsOneAndFindsAll() {
    AlertScore tally = judge(alarm(50, 400));

    assertThat(tally.alarms()).isEqualTo(1);
    assertThat(tally.recall()).isEqualTo(1);
    assertThat(tally.medianLead()).isZero();
  }

  @Test
  void manyAlarmsInOneEpisodeCountEach() {
    AlertScore tally = judge(alarm(101, 102), alarm(104, 105), alarm(107, 108));

    assertThat(tally.alarms()).isEqualTo(3);
    assertThat(tally.right()).isEqualTo(3);
    assertThat(tally.found()).isEqualTo(1);
  }
}
