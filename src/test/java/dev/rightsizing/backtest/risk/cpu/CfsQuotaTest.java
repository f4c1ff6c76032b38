// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CfsQuotaTest {
  private static final double MILLISECOND = 1e-3;

  private final CfsCounters counters = new CfsCounters(3, 0.05, 0.2);

  private void counted(int periods, int throttled, double waited) {
    assertThat(counters.periods(0)).as("periods").isEqualTo(periods);
    assertThat(counters.throttled(0)).as("throttled").isEqualTo(throttled);
    assertThat(counters.waited(0)).as("waited").isCloseTo(waited, within(MILLISECOND));
  }

  @Test
  void aPieceOverItsQuotaRunsInSeveralPeriods() {
    // 50 ms run and 50 wait, twice; then the last 20.
    new CfsQuota(0.5, counters).run(0, 0.12, 1);

    counted(3, 2, 0.1);
    assertThat(counters.late(0, 0)).as("late by 100 ms: over 50").isEqualTo(1);
    assertThat(counters.late(1, 0)).as("not over 200").isZero();
  }

  @Test
  void aBurstOfManyThreadsUsesTheQuotaUpAtOnce() {
    // A quota of 100 ms is gone after 25 ms on 4 threads, and all 4 wait for 75 ms.
    new CfsQuota(1, counters).run(0, 0.3, 4);

    counted(3, 2, 2 * 4 * 0.075);
    assertThat(counters.late(0, 0)).isEqualTo(1);
  }

  @Test
  void workUnderItsQuotaIsNeverHeldBack() {
    CfsQuota quota = new CfsQuota(0.5, counters);
    for (int i = 0; i < 100; i++) {
      quota.run(i * 0.1, 0.04, 1);
    }

    counted(100, 0, 0);
    assertThat(counters.pieces(0)).isEqualTo(100);
    assertThat(counters.late(0, 0)).isZero();
  }

  @Test
  void aLimitOfAllThreadsNeverThrottles() {
    new CfsQuota(2, counters).run(0.03, 1.0, 2);

    // 0.03 s to 0.53 s touch 6 periods.
    counted(6, 0, 0);
  }

  @Test
  void secondPiecesOfAPeriodGetWhatIsLeftOfItsQuota() {
    CfsQuota quota = new CfsQuota(0.5, counters);
    quota.run(0, 0.03, 1);
    // 20 ms of the quota are left at 40 ms: it runs until 60 and waits until 100, then runs 10.
    quota.run(0.04, 0.03, 1);

    counted(2, 1, 0.04);
  }

  @Test
  void whatQueuesWithoutALimitIsNotItsFault() {
    CfsQuota quota = new CfsQuota(1, counters);
    quota.run(0, 0.5, 1);
    quota.run(0.1, 0.5, 1);

    counted(10, 0, 0);
    assertThat(counters.late(0, 0)).isZero();
  }

  @Test
  void longWorkIsCountedInTheMinutesInWhichItRuns() {
    // 10 ms a period: 9 s of work take 90 s.
    new CfsQuota(0.1, counters).run(0, 9, 1);

    assertThat(counters.periods(0)).isEqualTo(600);
    assertThat(counters.periods(1)).isEqualTo(300);
    assertThat(counters.throttled(1)).isEqualTo(299);
    assertThat(counters.periods(2)).isZero();
  }

  @Test
  void whoWaitedForAMinuteIsGone() {
    CfsQuota quota = new CfsQuota(0.1, counters);
    quota.run(0, 9, 1);
    quota.run(1, 9, 1);

    // The second would have begun after 90 s: it is late, and never runs.
    assertThat(counters.pieces(0)).isEqualTo(2);
    assertThat(counters.late(1, 0)).isEqualTo(2);
    assertThat(counters.periods(1) + counters.periods(2)).isEqualTo(300);
  }
}
