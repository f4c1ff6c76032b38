// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final long START = 1_000;
  private static final long DAY = 86_400;
  private static final int HOURS = 24;

  /** A sample each hour. */
  private static UsageSeries hourly(int days, IntToDoubleFunction value) {
    long[] seconds = new long[days * HOURS];
    double[] values = new double[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = START + i * 3600L;
      values[i] = value.applyAsDouble(i);
    }
    return new UsageSeries("shop/web", Resource.CPU, seconds, values);
  }

  private static SizeSteps always(double size) {
    SizeSteps steps = new SizeSteps();
    steps.add(START, size);
    return steps;
  }

  private static BacktestSummary figures(UsageSeries series, SizeSteps sizes) {
    Score score = new Score();
    score.add(series, sizes);
    return score.figures();
  }

  @Test
  void aSizeOfTwiceTheUsageHasHalfOfItSlack() {
    BacktestSummary found = figures(hourly(3, i -> 1), always(2));

    assertThat(found).isEqualTo(new BacktestSummary(2, 0.5, 0.5, 0.5, 0, 0, 0, 0));
  }

  @Test
  void theFirstDayDoesNotCount() {
    assertThat(figures(hourly(1, i -> 1), always(2)).seriesDays()).isZero();
  }

  @Test
  void withoutADayTheSharesAreNotNumbers() {
    assertThat(figures(hourly(1, i -> 1), always(2)).slack95Mean()).isNaN();
    assertThat(figures(hourly(1, i -> 1), always(2)).slack95Median()).isNaN();
  }

  @Test
  void aDayWithoutUsageDoesNotCount() {
    assertThat(figures(hourly(3, i -> i < 2 * HOURS ? 1 : 0), always(2)).seriesDays()).isOne();
  }

  @Test
  void aDayWithLessThanHalfOfItsSamplesDoesNotCount() {
    long[] seconds = new long[HOURS + 12 + 11];
    double[] values = new double[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      long day = i < HOURS ? 0 : i < HOURS + 12 ? 1 : 2;
      long hour = day == 0 ? i : day == 1 ? i - HOURS : i - HOURS - 12;
      seconds[i] = START + day * DAY + hour * 3600;
      values[i] = 1;
    }
    UsageSeries series = new UsageSeries("web", Resource.CPU, seconds, values);

    assertThat(figures(series, always(2)).seriesDays()).isOne();
  }

  @Test
  void theShareOfSamplesAboveTheSizeIsCounted() {
    BacktestSummary found =
        figures(hourly(3, i -> i % HOURS < 6 && i >= 2 * HOURS ? 3 : 1), always(2));

    assertThat(found.samplesOver()).isEqualTo(0.125);
    assertThat(found.daysOver()).isEqualTo(0.5);
  }

  @Test
  void slackIsClippedAtFiveBelow() {
    assertThat(figures(hourly(2, i -> 100), always(1)).slack95Mean()).isEqualTo(-5);
    assertThat(figures(hourly(2, i -> 100), always(0)).slack95Mean()).isEqualTo(-5);
  }

  @Test
  void aDayFarOverItsSizeEarnsNoWaste() {
    // 1 - 1/2 = 0.5 on the second day; 1 - 4/2 = -1 on the third: slack (0.5 - 1) / 2, waste (0.5 +
    // 0) / 2.
    BacktestSummary found = figures(hourly(3, i -> i < 2 * HOURS ? 1 : 4), always(2));

    assertThat(found.slack95Mean()).isEqualTo(-0.25);
    assertThat(found.waste95Mean()).isEqualTo(0.25);
  }

  @Test
  void theSizeInForceIsAveragedOverTheSamples() {
    SizeSteps steps = always(1);
    steps.add(START + DAY + 6 * 3600, 5);

    BacktestSummary found = figures(hourly(2, i -> 1), steps);

    assertThat(found.slack95Mean()).isCloseTo(0.75, within(1e-12));
    assertThat(found.changesPerDay()).isOne();
  }

  @Test
  void aSizeThatComesWithTheDayIsAChangeIfItDiffers() {
    SizeSteps steps = always(2);
    steps.add(START + DAY, 2);
    steps.add(START + 2 * DAY, 3);

    assertThat(figures(hourly(3, i -> 1), steps).changesPerDay()).isEqualTo(0.5);
  }

  @Test
  void aChangeBetweenTheDaysBeginningAndItsFirstSampleIsTheDays() {
    // A sample each 20 minutes, none in the first hour of the third day: a size from its beginning
    // on is one of its two changes, though the first sample already finds it.
    long[] seconds = new long[3 * 72 - 3];
    double[] values = new double[seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = START + (i < 2 * 72 ? i : i + 3) * 1200L;
      values[i] = 1;
    }
    SizeSteps steps = always(2);
    steps.add(START + 2 * DAY, 3);
    steps.add(START + 2 * DAY + 7200, 4);

    BacktestSummary found = figures(new UsageSeries("web", Resource.CPU, seconds, values), steps);

    assertThat(found.seriesDays()).isEqualTo(2);
    assertThat(found.changesPerDay()).isEqualTo(1);
  }

  @Test
  void aChangeInAGapBetweenTwoSamplesCountsOnceAndEachOfTwoCounts() {
    SizeSteps steps = always(2);
    steps.add(START + DAY + 1800, 3);
    steps.add(START + DAY + 2400, 2);

    // Both within one hour without a sample: the second sample finds the size that was there
    // before, yet it changed twice.
    assertThat(figures(hourly(2, i -> 1), steps).changesPerDay()).isEqualTo(2);
  }

  @Test
  void aDayBeforeTheFirstSizeIsUncovered() {
    SizeSteps steps = new SizeSteps();
    steps.add(START + DAY + 1, 2);

    BacktestSummary found = figures(hourly(3, i -> 1), steps);

    assertThat(found.seriesDays()).isOne();
    assertThat(found.uncovered()).isOne();
  }

  @Test
  void eachDayIsSizedFromTheDaysBeforeAlone() {
    UsageSeries series = hourly(4, i -> i / HOURS + 1);

    SizeSteps steps = new DailyReplay(Duration.ofDays(2)).sizes(series, rule(p -> p.value(0)));

    assertThat(steps.count()).isEqualTo(3);
    assertThat(new double[] {steps.size(0), steps.size(1), steps.size(2)}).containsExactly(1, 1, 2);
    assertThat(steps.start(0)).isEqualTo(START + DAY);
  }

  @Test
  void aRuleSeesNothingFromTheTimeOfPredictionOn() {
    UsagePast past = hourly(3, i -> i).before(START + DAY, Duration.ofDays(14));

    assertThat(past.count()).isEqualTo(HOURS);
    assertThat(past.second(HOURS - 1)).isLessThan(past.at());
    assertThat(past.last(Duration.ofHours(1)).values()).containsExactly(23);
    assertThat(past.last(Duration.ofDays(99)).count()).isEqualTo(HOURS);
  }

  @Test
  void timesMustAscend() {
    assertThatThrownBy(
            () -> new UsageSeries("web", Resource.CPU, new long[] {5, 5}, new double[] {1, 1}))
        .hasMessage("web: time 5 is not after 5");
    SizeSteps steps = always(1);
    assertThatThrownBy(() -> steps.add(START, 2)).hasMessageContaining("cannot follow");
  }

  private static SizeRule rule(java.util.function.ToDoubleFunction<UsagePast> size) {
    return new SizeRule() {
      @Override
      public String name() {
        return "test";
      }

      @Override
      public OptionalDouble size(UsagePast past) {
        return OptionalDouble.of(size.applyAsDouble(past));
      }
    };
  }
}
