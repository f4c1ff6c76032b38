// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CpuSimulationTest {
  private static final int MINUTES = 60;

  private static List<CfsCounters> run(Work work, double cores, Double... limits) {
    double[] usage = new double[MINUTES];
    Arrays.fill(usage, cores);
    return new CpuSimulation("ns/pod/app", List.of(limits), List.of(0.1, 1.0)).run(work, usage);
  }

  private static int sum(IntUnaryOperator count) {
    return IntStream.range(0, MINUTES).map(count).sum();
  }

  private static double share(CfsCounters counters) {
    return (double) sum(counters::throttled) / sum(counters::periods);
  }

  @ParameterizedTest
  @EnumSource(Work.class)
  void withRoomForAllThreadsNothingIsThrottledOrLate(Work work) {
    CfsCounters counters = run(work, 0.4, 16.0).get(0);

    assertThat(sum(counters::periods)).isPositive();
    assertThat(sum(counters::throttled)).isZero();
    assertThat(sum(minute -> counters.late(0, minute))).isZero();
  }

  @ParameterizedTest
  @EnumSource(Work.class)
  void underHalfOfWhatItNeedsAlmostAllPeriodsAreThrottledAndWorkIsLate(Work work) {
    CfsCounters counters = run(work, 0.4, 0.2).get(0);

    assertThat(share(counters)).isGreaterThan(0.9);
    assertThat(sum(minute -> counters.late(1, minute)))
        .isGreaterThan(sum(counters::pieces) * 9 / 10);
  }

  @ParameterizedTest
  @EnumSource(Work.class)
  void aLowerLimitNeverHasFewerThrottledPeriodsOrLessLateness(Work work) {
    List<CfsCounters> limits = run(work, 0.4, 0.5, 1.0, 2.0);

    for (int i = 1; i < limits.size(); i++) {
      CfsCounters lower = limits.get(i - 1);
      CfsCounters higher = limits.get(i);
      assertThat(sum(lower::throttled)).isGreaterThanOrEqualTo(sum(higher::throttled));
      assertThat(sum(minute -> lower.late(0, minute)))
          .isGreaterThanOrEqualTo(sum(minute -> higher.late(0, minute)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Work.class,
      names = {"REQUESTS", "WAKE_UPS", "PARALLEL"})
  void piecesAddUpToWhatWasRecorded(Work work) {
    CfsCounters counters = run(work, 0.4, 16.0).get(0);

    double used = sum(counters::pieces) * work.seconds();
    assertThat(used).isCloseTo(0.4 * 60 * MINUTES, within(0.1 * 0.4 * 60 * MINUTES));
  }

  @Test
  void steadyWorkIsHeldBackOnlyOverItsLimit() {
    CfsCounters under = run(Work.STEADY, 0.4, 0.4).get(0);
    CfsCounters over = run(Work.STEADY, 0.4, 0.3).get(0);

    assertThat(share(under)).isZero();
    assertThat(share(over)).isEqualTo(1);
    // One thread wants each second and gets 0.3 of it.
    assertThat(over.waited(5)).isCloseTo(60 * 0.7, within(0.01));
  }

  @Test
  void theSameNameGivesTheSameWorkAndAnotherNameOther() {
    double[] usage = new double[MINUTES];
    Arrays.fill(usage, 0.2);
    CpuSimulation one = new CpuSimulation("a", List.of(0.3), List.of(0.1));
    CpuSimulation other = new CpuSimulation("b", List.of(0.3), List.of(0.1));

    CfsCounters first = one.run(Work.REQUESTS, usage).get(0);
    CfsCounters again = one.run(Work.REQUESTS, usage).get(0);
    CfsCounters different = other.run(Work.REQUESTS, usage).get(0);

    assertThat(again.waited(7)).isEqualTo(first.waited(7));
    assertThat(different.waited(7)).isNotEqualTo(first.waited(7));
  }

  @Test
  void anIdleContainerIsThrottledInMostOfItsFewPeriods() {
    // What makes the share cry wolf: 2 % of the limit used, most periods throttled.
    CfsCounters counters = run(Work.WAKE_UPS, 0.002, 0.1).get(0);

    assertThat(share(counters)).isGreaterThan(0.7);
    assertThat(sum(counters::periods)).isLessThan(MINUTES * 600 / 20);
  }
}
