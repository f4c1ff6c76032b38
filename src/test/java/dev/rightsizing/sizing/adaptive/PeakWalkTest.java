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
import org.junit.jupiter.params.provider.CsvSource;

/** Memory's sizes, with one sample an hour. */
class PeakWalkTest {
  private static final double MIB = 1024.0 * 1024;
  private static final int DAY = 24;

  /** The value of each hour in MiB; negative: no sample. */
  private static AdaptiveSize size(Tolerance tolerance, int hours, IntToDoubleFunction mebibytes) {
    Samples samples = new Samples();
    for (int hour = 0; hour < hours; hour++) {
      double value = mebibytes.applyAsDouble(hour);
      if (value >= 0) {
        samples.add(hour * 3600L, value * MIB);
      }
    }
    HourlySketches usage = new HourlySketches(Resource.MEMORY);
    usage.replaceFrom(0, samples);
    return new AdaptiveEstimator(Resource.MEMORY, tolerance.daysOver())
        .size(usage, 0, hours)
        .orElseThrow();
  }

  private static AdaptiveSize size(int hours, IntToDoubleFunction mebibytes) {
    return size(Tolerance.BALANCED, hours, mebibytes);
  }

  @ParameterizedTest(name = "{0} days")
  @CsvSource({
    // days, e^(0.055 (1 + 1 / (days + 1))) - 1, the same less e^0.055 - 1 = 0.056541
    "1, 0.085999, 0.029458", // e^0.0825
    "2, 0.076089, 0.019549", // e^0.073333
    "7, 0.063829, 0.007289", // e^0.061875
    "13, 0.060699, 0.004159" // e^0.058929
  })
  void aFlatContainerGetsTheQuietMarginAndTheRecordsChanceOfIt(
      int days, double margin, double shortHistory) {
    AdaptiveSize size = size(days * DAY, hour -> 400);

    assertThat(size.margin()).isCloseTo(margin, within(2e-6));
    assertThat(size.shortHistory()).isCloseTo(shortHistory, within(2e-6));
    assertThat(size.value()).isCloseTo(400 * MIB * (1 + margin), within(1000.0));
    assertThat(size.growth()).isZero();
    assertThat(size.halfLife()).isEmpty();
  }

  @Test
  void peaksThatChangeGetMore() {
    // Each hour 2 % from the one before, e^0.02: half of what change adds, so 0.055 + 0.07 = 0.125,
    // after a day half again as much: e^0.1875 = 1.206230. Whatever it changes by, at most
    // (0.055 + 0.14) x 1.5: e^0.2925 = 1.339772.
    AdaptiveSize some = size(DAY, hour -> 400 * Math.exp(0.02 * (hour % 2)));
    AdaptiveSize wild = size(DAY, hour -> hour % 2 == 0 ? 400 : 4);

    assertThat(some.margin()).isCloseTo(0.206230, within(1e-4));
    assertThat(wild.margin()).isBetween(0.32, 0.339772);
  }

  @Test
  void halfOfTheDaysOverTakeAQuarterMoreMargin() {
    // Safe tolerates 1.55 % of days, not 3 %: the third root of 3 / 1.55 is 1.246202, and
    // 0.061875 x 1.246202 = 0.077109, e^ that 1.080160.
    AdaptiveSize safe = size(Tolerance.SAFE, 7 * DAY, hour -> 400);

    assertThat(safe.margin()).isCloseTo(0.080160, within(2e-6));
  }

  @Test
  void aClimbInALineGoesOnForADay() {
    // 8 % a day, still climbing: the growth goes on in full, e^0.08.
    AdaptiveSize leak = size(7 * DAY, hour -> 400 * Math.exp(0.08 * hour / DAY));

    assertThat(leak.growth()).isCloseTo(Math.expm1(0.08), within(1e-4));
  }

  @Test
  void aClimbIsNeverExpectedToAddMoreThanHalf() {
    AdaptiveSize start = size(DAY, hour -> 4 * Math.exp(0.15 * hour));

    assertThat(start.growth()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void daysWithoutSamplesAreNoHistory() {
    AdaptiveSize gap =
        size(7 * DAY, hour -> hour < DAY / 2 || hour >= 6 * DAY + DAY / 2 ? 400 : -1);

    // Twelve hours on either side of six days: two days with samples, as with two whole days.
    assertThat(gap.margin()).isCloseTo(0.076089, within(2e-6));
  }

  @Test
  void theBackTestCountsDaysByTheirPeaks() {
    // The third day jumps to twice the peak: of the days 2, 3 and 4 one goes over.
    AdaptiveSize size = size(4 * DAY, hour -> hour / DAY == 2 ? 800 : 400);

    assertThat(size.backTest().days()).isEqualTo(3);
    assertThat(size.backTest().over()).isCloseTo(1 / 3.0, within(1e-9));
    // Day 2: 1 - 1/1.085999 = 0.0792; day 3 is over: 0; day 4 has 400 of more than 800.
    assertThat(size.backTest().slack()).isBetween((0.0792 + 0.5) / 3, (0.0792 + 0.7) / 3);
  }

  @Property(tries = 100)
  void moreDaysOfTheSameNeverAskForMore(
      @ForAll @IntRange(max = 10_000) int seed, @ForAll @IntRange(min = 1, max = 12) int days) {
    double[] day = new Random(seed).doubles(DAY, 100, 1000).toArray();
    // The day ends as it begins, so that midnight is no change that one day alone would not show.
    day[DAY - 1] = day[0];

    double less = size(days * DAY, hour -> day[hour % DAY]).value();
    double more = size((days + 1) * DAY, hour -> day[hour % DAY]).value();

    assertThat(more).isLessThanOrEqualTo(less * (1 + 1e-9));
  }

  @Property(tries = 100)
  void aMarginIsTheSameAtEverySize(
      @ForAll @IntRange(max = 10_000) int seed,
      @ForAll @DoubleRange(min = 0.1, max = 1000) double factor) {
    double[] noise = new Random(seed).doubles(3 * DAY, 100, 1000).toArray();

    double one = size(noise.length, hour -> noise[hour]).value();
    double scaled = size(noise.length, hour -> noise[hour] * factor).value();

    assertThat(scaled / one).isCloseTo(factor, within(1e-6 * factor));
  }

  @Property(tries = 100)
  void aSizeIsNeverUnderTheQuietMarginOverThePeak(@ForAll @IntRange(max = 10_000) int seed) {
    double[] noise = new Random(seed).doubles(5 * DAY, 1, 1000).toArray();

    AdaptiveSize size = size(noise.length, hour -> noise[hour]);

    assertThat(size.value()).isGreaterThan(size.peak() * Math.exp(0.055));
  }
}
