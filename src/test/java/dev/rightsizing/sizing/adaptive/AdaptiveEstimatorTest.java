// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Tolerance;
import dev.rightsizing.sizing.sketch.HourlySketches;
import dev.rightsizing.sizing.sketch.Samples;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdaptiveEstimatorTest {
  private static final long FIRST = 480_000;
  private static final int STEP = 300;
  private static final int A_DAY = 288;
  private static final double GIB = 1024.0 * 1024 * 1024;

  private static AdaptiveEstimator estimator(Resource resource, Tolerance tolerance) {
    return new AdaptiveEstimator(resource, tolerance.of(resource));
  }

  /** Usage at 5 minutes, from its sample's number. */
  private static HourlySketches usage(Resource resource, int samples, IntToDoubleFunction value) {
    Samples all = new Samples();
    for (int i = 0; i < samples; i++) {
      all.add(FIRST * 3600 + (long) i * STEP, value.applyAsDouble(i));
    }
    HourlySketches hours = new HourlySketches(resource);
    hours.replaceFrom(FIRST, all);
    return hours;
  }

  private static AdaptiveSize size(Resource resource, int samples, IntToDoubleFunction value) {
    return estimator(resource, Tolerance.BALANCED)
        .size(usage(resource, samples, value), FIRST, end(samples))
        .orElseThrow();
  }

  private static long end(int samples) {
    return FIRST + (samples * (long) STEP + 3599) / 3600;
  }

  private static double unit(Resource resource) {
    return resource == Resource.CPU ? 1 : GIB;
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void nothingIsSaidWithoutUsage(Resource resource) {
    assertThat(
            estimator(resource, Tolerance.BALANCED)
                .size(new HourlySketches(resource), FIRST, FIRST + 24))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void constantUsageGetsASmallMargin(Resource resource) {
    AdaptiveSize size = size(resource, 7 * A_DAY, i -> unit(resource));

    assertThat(size.value() / unit(resource)).isBetween(1.01, 1.15);
    assertThat(size.backTest().days()).isEqualTo(6);
    assertThat(size.backTest().over()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void usageThatVariesGetsMoreThanUsageThatDoesNot(Resource resource) {
    Random random = new Random(1);
    double[] noise = random.doubles(7 * A_DAY, 0.5, 1).toArray();
    AdaptiveSize varied = size(resource, noise.length, i -> noise[i] * unit(resource));
    AdaptiveSize flat = size(resource, noise.length, i -> (0.5 + 0.45 * (i % 2)) * unit(resource));

    assertThat(varied.value()).isGreaterThan(0.9 * unit(resource));
    assertThat(flat.value()).isLessThan(1.15 * unit(resource));
  }

  @Test
  void aLeakIsNotSizedAsIfFlat() {
    // 8 % a day, still climbing.
    AdaptiveSize leak = size(Resource.MEMORY, 7 * A_DAY, i -> GIB * Math.exp(0.08 * i / A_DAY));
    AdaptiveSize flat = size(Resource.MEMORY, 7 * A_DAY, i -> GIB * Math.exp(0.08 * 7));

    assertThat(leak.growth()).isCloseTo(0.083, within(0.005));
    assertThat(flat.growth()).isZero();
    assertThat(leak.margin()).isGreaterThan(flat.margin() + 0.02);
  }

  @Test
  void safeAsksForMoreThanBalanced() {
    Random random = new Random(2);
    double[] noise = random.doubles(7 * A_DAY, 0.5, 1).toArray();
    for (Resource resource : Resource.values()) {
      HourlySketches usage = usage(resource, noise.length, i -> noise[i] * unit(resource));
      double balanced =
          estimator(resource, Tolerance.BALANCED)
              .size(usage, FIRST, end(noise.length))
              .orElseThrow()
              .value();
      double safe =
          estimator(resource, Tolerance.SAFE)
              .size(usage, FIRST, end(noise.length))
              .orElseThrow()
              .value();

      assertThat(safe).isGreaterThan(balanced);
    }
  }

  @Test
  void aDailyBurstLastsLongerInMemoryThanInCpu() {
    // Five minutes a day at nine times the rest: for CPU that is 0.3 % of the samples.
    IntToDoubleFunction burst = i -> i % A_DAY == 0 ? 0.9 : 0.1;
    AdaptiveSize cpu = size(Resource.CPU, 7 * A_DAY, burst);
    AdaptiveSize memory = size(Resource.MEMORY, 7 * A_DAY, i -> burst.applyAsDouble(i) * GIB);

    assertThat(cpu.value()).isLessThan(0.5);
    assertThat(memory.value()).isGreaterThan(0.9 * GIB);
  }

  @Test
  void whatComesOnceAWeekIsNotForgottenInBetween() {
    // A report on Mondays, seen on the Saturday after.
    AdaptiveSize size = size(Resource.CPU, 7 * A_DAY, i -> i / A_DAY == 1 ? 0.8 : 0.03);

    assertThat(size.value()).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void aRareBurstDoesNotBuyAMarginOfItsOwn() {
    // Slack that is measured from a P95 far below hardly rises with the size; the bill does.
    AdaptiveSize size = size(Resource.MEMORY, 7 * A_DAY, i -> (i % 72 == 0 ? 1 : 0.3) * GIB);

    assertThat(size.margin()).isLessThan(0.51);
  }

  @Test
  void aBusyDayIsNotForgottenOverTwoQuietOnes() {
    AdaptiveSize size = size(Resource.CPU, 14 * A_DAY, i -> (i / A_DAY) % 3 == 1 ? 1.0 : 0.5);

    assertThat(size.value()).isGreaterThan(1);
  }

  @Test
  void historyThatBeganYesterdayHasNoBackTestOfItsOwn() {
    AdaptiveSize size = size(Resource.CPU, A_DAY, i -> 0.5);

    assertThat(size.backTest().days()).isZero();
    assertThat(size.value()).isBetween(0.5, 0.65);
  }

  @ParameterizedTest
  @EnumSource(Resource.class)
  void idleEnormousAndSingleSamplesGiveAFiniteSize(Resource resource) {
    for (double value : new double[] {0, 1e-12, 1e4, 1e15}) {
      for (int samples : new int[] {1, 12, 3 * A_DAY}) {
        AdaptiveSize size = size(resource, samples, i -> value);

        assertThat(size.value()).isFinite().isPositive();
        assertThat(size.margin()).isFinite().isNotNegative();
      }
    }
  }

  @Test
  void gapsDoNotMatter() {
    AdaptiveSize whole = size(Resource.CPU, 7 * A_DAY, i -> 0.5 + 0.2 * Math.sin(i / 20.0));
    Samples gappy = new Samples();
    for (int i = 0; i < 7 * A_DAY; i++) {
      if (i / 36 % 4 != 2) {
        gappy.add(FIRST * 3600 + (long) i * STEP, 0.5 + 0.2 * Math.sin(i / 20.0));
      }
    }
    HourlySketches hours = new HourlySketches(Resource.CPU);
    hours.replaceFrom(FIRST, gappy);

    AdaptiveSize size =
        estimator(Resource.CPU, Tolerance.BALANCED)
            .size(hours, FIRST, end(7 * A_DAY))
            .orElseThrow();

    assertThat(size.value()).isCloseTo(whole.value(), within(0.1 * whole.value()));
  }

  @Test
  void aStepThatChangesHalfWayCountsTimeNotSamples() {
    Samples both = new Samples();
    for (int i = 0; i < 3 * A_DAY; i++) {
      both.add(FIRST * 3600 + (long) i * STEP, 0.5);
    }
    long middle = FIRST * 3600 + 3L * A_DAY * STEP;
    for (int i = 0; i < 3 * 1440; i++) {
      both.add(middle + i * 60L, 0.5);
    }
    HourlySketches hours = new HourlySketches(Resource.CPU);
    hours.replaceFrom(FIRST, both);

    assertThat(
            estimator(Resource.CPU, Tolerance.BALANCED)
                .size(hours, FIRST, FIRST + 6 * 24)
                .orElseThrow()
                .value())
        .isBetween(0.5, 0.6);
  }

  @Property(tries = 60)
  void scalesWithUsage(
      @ForAll @IntRange(min = 0, max = 10_000) int seed,
      @ForAll @DoubleRange(min = 1, max = 50) double factor) {
    double[] noise = new Random(seed).doubles(4 * A_DAY, 0.1, 1).toArray();
    double one = size(Resource.CPU, noise.length, i -> noise[i]).value();
    double scaled = size(Resource.CPU, noise.length, i -> noise[i] * factor).value();

    assertThat(scaled / one).isCloseTo(factor, within(0.03 * factor));
  }

  @Property(tries = 60)
  void moreUsageEverywhereNeverGetsLess(
      @ForAll @IntRange(min = 0, max = 10_000) int seed,
      @ForAll @DoubleRange(min = 0.02, max = 3) double more) {
    double[] noise = new Random(seed).doubles(4 * A_DAY, 0.1, 1).toArray();
    for (Resource resource : Resource.values()) {
      double less = size(resource, noise.length, i -> noise[i] * unit(resource)).value();
      double greater =
          size(resource, noise.length, i -> noise[i] * (1 + more) * unit(resource)).value();

      assertThat(greater).isGreaterThanOrEqualTo(less * 0.99);
    }
  }

  @Property(tries = 60)
  void usesNothingFromTheFuture(@ForAll @IntRange(min = 0, max = 10_000) int seed) {
    double[] noise = new Random(seed).doubles(6 * A_DAY, 0.1, 1).toArray();
    int known = 4 * A_DAY;
    for (Resource resource : Resource.values()) {
      HourlySketches all = usage(resource, noise.length, i -> noise[i] * unit(resource));
      HourlySketches past = usage(resource, known, i -> noise[i] * unit(resource));
      AdaptiveEstimator estimator = estimator(resource, Tolerance.BALANCED);

      assertThat(estimator.size(all, FIRST, end(known)))
          .isEqualTo(estimator.size(past, FIRST, end(known)));
    }
  }

  @Property(tries = 30)
  void theSameUsageGivesTheSameSize(@ForAll @IntRange(min = 0, max = 10_000) int seed) {
    double[] noise = new Random(seed).doubles(3 * A_DAY, 0.1, 1).toArray();
    HourlySketches usage = usage(Resource.CPU, noise.length, i -> noise[i]);
    AdaptiveEstimator estimator = estimator(Resource.CPU, Tolerance.BALANCED);
    AdaptiveSize first = estimator.size(usage, FIRST, end(noise.length)).orElseThrow();
    estimator.size(usage(Resource.CPU, A_DAY, i -> 7), FIRST, end(A_DAY));

    assertThat(estimator.size(usage, FIRST, end(noise.length))).contains(first);
  }
}
