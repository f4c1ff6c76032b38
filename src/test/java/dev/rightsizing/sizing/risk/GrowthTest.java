// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.RiskSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Memory that grows towards a limit of 1000; seen is an hour, of which the end minute by minute.
 */
class GrowthTest {
  private static final int QUARTER = 15;
  private static final int HOUR = 60;

  private final Ticks ticks = new Ticks();

  private static List<MemoryPoint> points(int from, int to, IntToDoubleFunction bytes) {
    List<MemoryPoint> points = new ArrayList<>();
    for (int minute = Math.max(from, to - HOUR); minute <= to; minute++) {
      if (minute >= to - QUARTER) {
        points.add(point(minute, bytes.applyAsDouble(minute)));
      } else if (minute % 5 == 0) {
        // As it is read: the greatest of five minutes.
        double greatest =
            IntStream.rangeClosed(Math.max(from, minute - 4), minute)
                .mapToDouble(bytes)
                .max()
                .orElseThrow();
        points.add(point(minute, greatest));
      }
    }
    return points;
  }

  private static MemoryPoint point(int minute, double bytes) {
    return new MemoryPoint(Ticks.START.plus(Duration.ofMinutes(minute + 1)), bytes);
  }

  /** Watches from one minute to another a pod that exists since the first minute. */
  private void watch(int from, int to, IntToDoubleFunction bytes) {
    for (int minute = from; minute < to; minute++) {
      ticks.now = Ticks.START.plus(Duration.ofMinutes(minute));
      ticks.tick(pod(points(0, minute, bytes)));
    }
  }

  private static PodReading pod(List<MemoryPoint> memory) {
    return new PodReading("web-1", Optional.of(Ticks.idle()), memory, OptionalDouble.empty());
  }

  private static double noise(int minute, double deviation) {
    return deviation * new Random(31L * minute + 7).nextGaussian();
  }

  @Test
  void warnsOfALeakLongBeforeTheLimitIsNear() {
    // 400 at minute 0, over half at 50, full at 300. The points of an hour reach back 50 minutes at
    // minute 50.
    watch(0, 62, minute -> 402 + 2 * minute);
    assertThat(ticks.changes).isEmpty();

    watch(62, 70, minute -> 402 + 2 * minute);
    assertThat(ticks.reported()).containsExactly("MemoryGrowth None->Warning");
    assertThat(ticks.last.level()).isEqualTo(RiskLevel.WARNING);
    assertThat(ticks.last.reason()).isEqualTo(Reason.MEMORY_GROWTH_RISK);
    assertThat(ticks.changes.get(0).sentence())
        .containsPattern(
            "^Warning: memory of container app is growing and will reach its limit 1k in about 2[345]0"
                + " minutes at the current growth \\(under 4h for 5m since 2026-03-04T11:")
        .endsWith("; pod web-1)");
  }

  @Test
  void saysTheTimeToTheLimitAlsoWhereMemoryIsNearIt() {
    watch(0, 90, minute -> 500 + 5 * minute);

    assertThat(ticks.reported())
        .containsExactly("MemoryGrowth None->Warning", "Memory None->Critical");
    assertThat(ticks.changes.get(1).sentence())
        .containsPattern("pod web-1 reaches it in about 1[3-5] minutes at the current growth");
  }

  @Test
  void nearTheLimitSaysTheTimeOfWhatHasJustBegunToGrow() {
    watch(0, 60, minute -> minute < 40 ? 860 : 860 + 3 * (minute - 40));

    // 83 are left, 3 a minute; what was said before stands while it is at most 7 % off.
    assertThat(ticks.last.minutesToLimit().orElseThrow()).isBetween(26L, 29L);
  }

  @Test
  void farFromItSaysNothingOfWhatHasJustBegunToGrow() {
    watch(0, 60, minute -> minute < 30 ? 500 : 500 + 5 * (minute - 30));

    assertThat(ticks.last.minutesToLimit()).isEmpty();
  }

  @Test
  void minutesCountFromNowAndNotFromTheNewestPoint() {
    List<MemoryPoint> points = points(0, 80, minute -> 500 + 5 * minute);
    ticks.now = Ticks.START.plus(Duration.ofMinutes(83));
    ticks.tick(pod(points));

    // 100 left at minute 81, in steps of 5: 20 minutes; three of them are over.
    assertThat(ticks.last.minutesToLimit()).hasValue(17);
  }

  @Test
  void clearsOnceGrowthHasStoppedForTheHoldTime() {
    IntToDoubleFunction stops = minute -> 402 + 3 * Math.min(minute, 80);
    watch(0, 120, stops);

    assertThat(ticks.reported())
        .containsExactly("MemoryGrowth None->Warning", "MemoryGrowth Warning->None");
    assertThat(ticks.last.minutesToLimit()).isEmpty();
  }

  @Test
  void anHourThatCannotBeReadNeitherRaisesNorClears() {
    watch(0, 80, minute -> 402 + 3 * minute);
    assertThat(ticks.changes).hasSize(1);
    ticks.failed = Map.of(RiskKind.MEMORY_GROWTH, Reason.SOURCE_TIMEOUT);
    watch(80, 100, minute -> 642);

    assertThat(ticks.changes).hasSize(1);
    assertThat(ticks.last.reason()).isEqualTo(Reason.SOURCE_TIMEOUT);
  }

  @Test
  void missingMemoryNeitherClearsNorIsToldTwice() {
    watch(0, 80, minute -> 402 + 3 * minute);
    ticks.tick(pod(List.of()));

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.changes).hasSize(1);
    assertThat(ticks.last.sentences()).anyMatch(s -> s.contains("It was Warning before."));

    ticks.failed = Map.of(RiskKind.MEMORY, Reason.SOURCE_TIMEOUT);
    ticks.tick(pod(List.of()));
    assertThat(ticks.last.reason()).isEqualTo(Reason.SOURCE_TIMEOUT);
    assertThat(ticks.changes).hasSize(1);
  }

  @Test
  void zeroMinutesTurnItOff() {
    RiskSettings d = Ticks.DEFAULTS;
    ticks.settings =
        new RiskSettings(
            true, d.interval(), d.throttling(), d.pressure(), d.memory(), Duration.ZERO, List.of());
    watch(0, 80, minute -> 402 + 3 * minute);

    assertThat(ticks.reported()).noneMatch(reported -> reported.startsWith("MemoryGrowth"));
    assertThat(ticks.last.minutesToLimit()).isPresent();
  }

  static Stream<Arguments> silent() {
    return Stream.of(
        Arguments.of("steady", (IntToDoubleFunction) m -> 700 + noise(m, 10)),
        Arguments.of("a collector's saw", (IntToDoubleFunction) m -> 500 + 30 * (m % 8)),
        Arguments.of("a slow saw", (IntToDoubleFunction) m -> 550 + 14 * (m % 15)),
        Arguments.of(
            "a saw with noise", (IntToDoubleFunction) m -> 550 + 20 * (m % 11) + noise(m, 15)),
        Arguments.of("a start that flattens", (IntToDoubleFunction) m -> Math.min(780, 80.0 * m)),
        Arguments.of("a slow start", (IntToDoubleFunction) m -> Math.min(780, 55.0 * m)),
        Arguments.of(
            "a heap that fills up, 5", (IntToDoubleFunction) m -> 780 * (1 - Math.exp(-m / 5.0))),
        Arguments.of(
            "a heap that fills up, 10", (IntToDoubleFunction) m -> 780 * (1 - Math.exp(-m / 10.0))),
        Arguments.of(
            "a heap that fills up, 20", (IntToDoubleFunction) m -> 780 * (1 - Math.exp(-m / 20.0))),
        Arguments.of(
            "a heap that fills up, 40", (IntToDoubleFunction) m -> 780 * (1 - Math.exp(-m / 40.0))),
        Arguments.of("a cache read at once", (IntToDoubleFunction) m -> m < 30 ? 500 : 780),
        Arguments.of("a cache in steps", (IntToDoubleFunction) m -> 500 + 90 * (m / 30)),
        Arguments.of("a burst", (IntToDoubleFunction) m -> m >= 40 && m < 44 ? 780 : 550),
        Arguments.of("slow growth", (IntToDoubleFunction) m -> 600 + 0.5 * m),
        Arguments.of(
            "a request of half an hour",
            (IntToDoubleFunction) m -> m < 40 ? 500 : Math.min(800, 500 + 10 * (m - 40))),
        Arguments.of("growth far below", (IntToDoubleFunction) m -> 10 + 4 * m),
        Arguments.of(
            "a restart that starts again",
            (IntToDoubleFunction) m -> m < 50 ? 600 : Math.min(600, 150 + 45 * (m - 50))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("silent")
  void staysSilentWhereNothingLeaks(String name, IntToDoubleFunction bytes) {
    watch(0, 100, bytes);

    assertThat(ticks.reported()).noneMatch(reported -> reported.startsWith("MemoryGrowth"));
  }

  @ParameterizedTest
  @CsvSource({"2, 0.25", "5, 0.25", "10, 0.5", "20, 0.5"})
  void aSteadyLeakIsToldWithinAFifthWhateverTheNoise(double slope, double minutesOfNoise) {
    int off = 0;
    int tries = 0;
    for (int start = 0; start < 200; start++) {
      int shift = 1000 * start;
      IntToDoubleFunction bytes = m -> 400 + slope * m + noise(m + shift, slope * minutesOfNoise);
      OptionalDouble left = GrowthTrend.of(points(0, 20, bytes)).minutesTo(1000);
      double truth = (1000 - 400 - slope * 20) / slope;
      assertThat(left).isPresent();
      assertThat(left.getAsDouble()).isCloseTo(truth, within(truth / 5));
      off += Math.abs(left.getAsDouble() - truth) > truth / 10 ? 1 : 0;
      tries++;
    }
    assertThat(off).isLessThan(tries * 15 / 100);
  }

  @ParameterizedTest
  @CsvSource({"2, 10", "10, 4", "1, 20", "12, 8"})
  void followsAnotherPaceWithinHalfOfThePoints(double before, double after) {
    IntToDoubleFunction bytes =
        m -> m <= 30 ? 300 + before * m : 300 + before * 30 + after * (m - 30);
    GrowthTrend trend = GrowthTrend.of(points(0, 38, bytes));
    double truth = (1000 - bytes.applyAsDouble(38)) / after;

    assertThat(trend.minutesTo(1000).orElseThrow()).isCloseTo(truth, within(truth / 10));
  }

  @Test
  void growthThatSpeedsUpIsWithinAFifthOnceItMatters() {
    // A doubling in 50 minutes; a straight line is always late, and less so the nearer the end.
    IntToDoubleFunction bytes = m -> 400 * Math.pow(2, m / 50.0);
    for (int minute = 52; minute < 66; minute++) {
      double truth = 50 * Math.log(1000 / bytes.applyAsDouble(minute)) / Math.log(2);
      assertThat(GrowthTrend.of(points(0, minute, bytes)).minutesTo(1000).orElseThrow())
          .isCloseTo(truth, within(truth / 5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.4, 0",
    "7.9, 7",
    "14.2, 14",
    "59.6, 60",
    "89, 89",
    "104, 100",
    "119, 120",
    "1430, 1400"
  })
  void minutesAreRounded(double left, double said) {
    assertThat(DisplayRounding.minutes(OptionalDouble.empty(), left)).isEqualTo(said);
  }

  @Test
  void minutesRestAndAreNeverMoreThanSevenPercentOff() {
    OptionalDouble said = OptionalDouble.empty();
    int written = 0;
    for (double left = 600; left >= 10; left -= 1) {
      double now = DisplayRounding.minutes(said, left);
      written += said.isPresent() && said.getAsDouble() == now ? 0 : 1;
      said = OptionalDouble.of(now);
      assertThat(now).isCloseTo(left, within(0.07 * left));
    }
    assertThat(written).isLessThan(80);
  }

  @Test
  void timesAreOfWhatWasSeenAndNotOfTheClock() {
    Instant old = Ticks.START.minus(Duration.ofHours(1));
    ticks.tick(pod(List.of(new MemoryPoint(old, 900))));

    assertThat(ticks.last.minutesToLimit()).isEmpty();
  }
}
