// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.sizing.sketch.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class DayReplayTest {
  private static final long FIRST = 480_000;
  private static final Duration STEP = Duration.ofMinutes(5);

  /** Usage by the hour of the window, twelve samples each; NaN is a gap. */
  private static HourlySketches usage(Resource resource, int hours, DoubleUnaryOperator byHour) {
    Samples samples = new Samples();
    for (int hour = 0; hour < hours; hour++) {
      double value = byHour.applyAsDouble(hour);
      for (int i = 0; i < 12 && !Double.isNaN(value); i++) {
        samples.add((FIRST + hour) * 3600 + i * 300L, value);
      }
    }
    HourlySketches usage = new HourlySketches(resource);
    usage.replaceFrom(FIRST, samples);
    return usage;
  }

  private static SizingRule rule(Resource resource, double percentile, int headroom) {
    return new SizingRule(
        resource,
        percentile,
        headroom,
        Optional.empty(),
        Optional.empty(),
        LimitMode.KEEP,
        Estimator.PERCENTILE);
  }

  private static ReplayedDays replay(SizingRule rule, HourlySketches usage, int hours) {
    return new DayReplay(rule, 0.03, STEP).replay(List.of(usage), FIRST, FIRST + hours);
  }

  @Test
  void steadyUsageNeedsNoMoreThanItsHeadroom() {
    HourlySketches usage = usage(Resource.CPU, 7 * 24, hour -> 0.4);

    ReplayedDays days = replay(rule(Resource.CPU, 95, 25), usage, 7 * 24);

    assertThat(days.days()).isEqualTo(6);
    assertThat(days.tooSmall()).isZero();
    assertThat(days.over()).isZero();
    assertThat(days.reserve()).isCloseTo(0.2, within(0.005));
  }

  @Test
  void aDayThatNoDayBeforeItWasLikeIsTooSmallOnce() {
    HourlySketches usage = usage(Resource.CPU, 7 * 24, hour -> (int) hour / 24 == 4 ? 1.0 : 0.4);

    ReplayedDays tight = replay(rule(Resource.CPU, 95, 0), usage, 7 * 24);
    ReplayedDays roomy = replay(rule(Resource.CPU, 95, 200), usage, 7 * 24);

    assertThat(tight.tooSmall()).isEqualTo(1);
    assertThat(tight.over()).isCloseTo(1.0 / 6, within(0.001));
    assertThat(roomy.tooSmall()).isZero();
    assertThat(roomy.reserve()).isGreaterThan(tight.reserve());
  }

  @Test
  void oneHighHourMakesADayTooSmallForMemoryButNotForCpu() {
    DoubleUnaryOperator spike = hour -> hour == 5 * 24 + 3 ? 2e9 : 1e9;

    assertThat(replay(rule(Resource.MEMORY, 100, 15), usage(Resource.MEMORY, 168, spike), 168))
        .satisfies(days -> assertThat(days.tooSmall()).isEqualTo(1))
        .satisfies(days -> assertThat(days.over()).isCloseTo(1.0 / 6, within(1e-9)));
    HourlySketches cpu = usage(Resource.CPU, 168, hour -> spike.applyAsDouble(hour) / 1e9);
    ReplayedDays ofCpu = replay(rule(Resource.CPU, 95, 15), cpu, 168);
    assertThat(ofCpu.tooSmall()).isZero();
    assertThat(ofCpu.over()).isCloseTo(1.0 / 24 / 6, within(1e-9));
  }

  @Test
  void daysThatAreMostlyGapsAreNotTried() {
    HourlySketches usage =
        usage(
            Resource.CPU, 5 * 24, hour -> (int) hour / 24 == 2 && hour % 24 > 8 ? Double.NaN : 0.4);

    assertThat(replay(rule(Resource.CPU, 95, 20), usage, 5 * 24).days()).isEqualTo(3);
  }

  @Test
  void aSingleDayCannotBeTried() {
    HourlySketches usage = usage(Resource.CPU, 24, hour -> 0.4);

    assertThat(replay(rule(Resource.CPU, 95, 20), usage, 24)).isEqualTo(ReplayedDays.NONE);
    assertThat(new DayReplay(rule(Resource.CPU, 95, 20), 0.03, STEP).replay(List.of(), 0, 99))
        .isEqualTo(ReplayedDays.NONE);
  }

  @Test
  void theAdaptiveEstimatorAndTheBoundsAreReplayedToo() {
    HourlySketches usage = usage(Resource.MEMORY, 7 * 24, hour -> 1e9);
    SizingRule adaptive =
        new SizingRule(
            Resource.MEMORY,
            100,
            15,
            Optional.empty(),
            Optional.empty(),
            LimitMode.KEEP,
            Estimator.ADAPTIVE);
    SizingRule capped =
        new SizingRule(
            Resource.MEMORY,
            100,
            15,
            Optional.empty(),
            Optional.of(Amount.bytes(5e8)),
            LimitMode.KEEP,
            Estimator.PERCENTILE);

    assertThat(replay(adaptive, usage, 168)).satisfies(d -> assertThat(d.tooSmall()).isZero());
    assertThat(replay(capped, usage, 168)).satisfies(d -> assertThat(d.tooSmall()).isEqualTo(6));
  }
}
