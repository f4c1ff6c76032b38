// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import static dev.rightsizing.testkit.Containers.amount;
import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.OwnBackTest;
import dev.rightsizing.model.PreviousSize;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.model.saturation.Saturation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That what a limit hid reaches the size, and that each stage says so. */
class SizerSaturationTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final long HOUR = NOW.getEpochSecond() / 3600;
  private static final SizingContext CONTEXT =
      new SizingContext(Window.DEFAULT, Thresholds.DEFAULT, ContainerLimits.NONE, false);

  private final Sizer sizer = new Sizer();

  private static ContainerSpec memory(String now) {
    return spec("app", ContainerRole.MAIN, 0, "-/-", now);
  }

  private static ContainerSpec cpu(String now) {
    return spec("app", ContainerRole.MAIN, 0, now, "-/-");
  }

  private static UsageEvidence evidence(
      Optional<UsageSummary> usage, HourlyValues peaks, Saturation saturation) {
    return new UsageEvidence(
        usage,
        Optional.empty(),
        Optional.empty(),
        usage.map(UsageSummary::mean),
        peaks,
        saturation,
        NOW);
  }

  private static Saturation killed(String limit, int daysAgo) {
    OomKill kill =
        OomKill.exactly(
            "web-1",
            NOW.minus(Duration.ofDays(daysAgo)).minusSeconds(60),
            amount(Resource.MEMORY, limit));
    return Saturation.NONE.withKills(List.of(kill));
  }

  /** Each of the last hours with this share of its periods throttled. */
  private static Saturation throttled(double share, int hours) {
    float[] periods = new float[hours];
    float[] waited = new float[hours];
    float[] limits = new float[hours];
    Arrays.fill(periods, 36_000);
    Arrays.fill(waited, (float) (36_000 * share));
    Arrays.fill(limits, 1);
    return new Saturation(
        Optional.of(HourlyValues.from(HOUR - hours, periods)),
        Optional.of(HourlyValues.from(HOUR - hours, waited)),
        Optional.empty(),
        Optional.of(HourlyValues.from(HOUR - hours, limits)),
        List.of());
  }

  private static SizingRule noThrottle() {
    return new SizingRule(
        Resource.CPU,
        95,
        20,
        Optional.empty(),
        Optional.empty(),
        LimitMode.NO_THROTTLE,
        Estimator.PERCENTILE);
  }

  @Test
  void anOomKillRaisesTheSizeFromTheLimitThatKilled() {
    ResourceSizing sizing =
        sizer.size(
            memory("512Mi/512Mi"),
            evidence(
                Optional.of(usage(Resource.MEMORY, "400Mi", "400Mi")),
                HourlyValues.EMPTY,
                killed("512Mi", 1)),
            SizingRule.MEMORY_DEFAULT,
            CONTEXT);

    assertThat(sizing.recommended().request()).contains(Amount.parse(Resource.MEMORY, "615Mi"));
    assertThat(sizing.verdict()).isEqualTo(Verdict.UNDER_PROVISIONED);
    assertThat(sizing.explanation())
        .contains("Peak 400Mi")
        .contains("raised to 615Mi for 1 OOM kill on 1 day")
        .contains("limit 615Mi");
  }

  @Test
  void saysThatTheMaxIsTooLowInsteadOfPassingIt() {
    SizingRule bounded =
        new SizingRule(
            Resource.MEMORY,
            100,
            15,
            Optional.empty(),
            amount(Resource.MEMORY, "560Mi"),
            LimitMode.KEEP,
            Estimator.PERCENTILE);

    ResourceSizing sizing =
        sizer.size(
            memory("512Mi/512Mi"),
            evidence(
                Optional.of(usage(Resource.MEMORY, "400Mi", "400Mi")),
                HourlyValues.EMPTY,
                killed("512Mi", 1)),
            bounded,
            CONTEXT);

    assertThat(sizing.maxTooLow()).isTrue();
    assertThat(sizing.recommended().request().orElseThrow())
        .isLessThanOrEqualTo(Amount.parse(Resource.MEMORY, "560Mi"));
    assertThat(sizing.explanation()).contains("raise max");
  }

  @Test
  void aContainerThatIsKilledBeforeItIsMeasuredGetsMore() {
    ResourceSizing sizing =
        sizer.size(
            memory("128Mi/128Mi"),
            evidence(Optional.empty(), HourlyValues.EMPTY, killed("128Mi", 0)),
            SizingRule.MEMORY_DEFAULT,
            CONTEXT);

    assertThat(sizing.verdict()).isEqualTo(Verdict.UNDER_PROVISIONED);
    assertThat(sizing.recommended().request()).contains(Amount.parse(Resource.MEMORY, "228Mi"));
    assertThat(sizing.explanation()).contains("no usage").contains("OOM kill");
  }

  @Test
  void aThrottledContainerIsNotSizedDownFromWhatItsQuotaLetThrough() {
    ResourceSizing sizing =
        sizer.size(
            cpu("500m/1"),
            evidence(
                Optional.of(usage(Resource.CPU, "100m", "900m")),
                HourlyValues.EMPTY,
                throttled(0.3, 24)),
            SizingRule.CPU_DEFAULT,
            CONTEXT);

    assertThat(sizing.recommended()).isEqualTo(sizing.current());
    assertThat(sizing.explanation()).contains("held at 500m: throttled over 5% of periods in 24 h");
  }

  @Test
  void noThrottleRaisesALimitAlsoWhereTheRequestIsRight() {
    HourlyValues peaks = HourlyValues.from(HOUR - 24, filled(24, 1));

    ResourceSizing sizing =
        sizer.size(
            cpu("500m/1"),
            evidence(Optional.of(usage(Resource.CPU, "420m", "1")), peaks, throttled(0.2, 24)),
            noThrottle(),
            CONTEXT);

    assertThat(sizing.verdict()).isEqualTo(Verdict.RIGHT_SIZED);
    assertThat(sizing.recommended().request()).contains(Amount.cores(0.5));
    assertThat(sizing.recommended().limit().orElseThrow().value()).isGreaterThan(1.2);
  }

  @Test
  void noThrottleWithoutThrottlingDataSaysSo() {
    ResourceSizing sizing =
        sizer.size(
            cpu("1/2"),
            evidence(
                Optional.of(usage(Resource.CPU, "100m", "400m")),
                HourlyValues.EMPTY,
                Saturation.NONE),
            noThrottle(),
            CONTEXT);

    assertThat(sizing.recommended().limit()).contains(Amount.cores(0.6));
    assertThat(sizing.explanation()).contains("no throttling data");
  }

  @Test
  void pageCacheIsNotSizedAsIfItWereNeeded() {
    Saturation resident =
        new Saturation(
            Optional.empty(),
            Optional.empty(),
            Optional.of(HourlyValues.from(HOUR - 168, filled(168, 200.0f * 1024 * 1024))),
            Optional.empty(),
            List.of());

    ResourceSizing sizing =
        sizer.size(
            memory("1Gi/1Gi"),
            evidence(
                Optional.of(usage(Resource.MEMORY, "1000Mi", "1010Mi")),
                HourlyValues.EMPTY,
                resident),
            SizingRule.MEMORY_DEFAULT,
            CONTEXT);

    assertThat(sizing.recommended().request().orElseThrow())
        .isLessThan(Amount.parse(Resource.MEMORY, "700Mi"));
    assertThat(sizing.explanation()).contains("page cache");
  }

  @Test
  void theAdaptiveEstimatorSaysWhatItPicked() {
    Optional<UsageSummary> usage = Optional.of(usage(Resource.CPU, "180m", "400m"));
    AdaptiveSize picked =
        new AdaptiveSize(
            0.2301,
            98.6,
            0,
            0.4,
            Optional.of(Duration.ofHours(10)),
            0,
            0,
            NOW,
            new OwnBackTest(6, 0.009, 0.11));

    ResourceSizing sizing =
        sizer.size(
            cpu("1/2"),
            new UsageEvidence(
                usage,
                Optional.of(picked),
                Optional.empty(),
                Optional.empty(),
                HourlyValues.EMPTY,
                Saturation.NONE,
                NOW),
            SizingRule.CPU_DEFAULT,
            CONTEXT);

    assertThat(sizing.recommended().request()).contains(Amount.cores(0.231));
    assertThat(sizing.explanation())
        .startsWith(
            "Adaptive: weighted P98.6 over 7d (2016 samples, half-life 10h) = 230.1m, rounded up"
                + " to 231m; own back-test over 6 days: 0.9% of samples over, slack 11%");
    assertThat(sizing.adaptive()).contains(picked);
  }

  @ParameterizedTest(name = "{0} after {1} h stays or becomes {2}")
  @CsvSource({
    "250m, 48, 250m", // less than 10 % smaller
    "300m, 12, 300m", // smaller, but not for a day
    "300m, 24, 231m",
    "200m, 1,  231m", // greater: at once
    "230m, 1,  230m", // less than 2 % greater
  })
  void sizesGoUpAtOnceAndComeDownSlowly(String before, int hours, String expected) {
    AdaptiveSize picked =
        new AdaptiveSize(
            0.2301, 98.6, 0, 0.4, Optional.of(Duration.ofHours(10)), 0, 0, NOW, OwnBackTest.NONE);
    Amount asked = Amount.parse(Resource.CPU, before);

    ResourceSizing sizing =
        sizer.size(
            cpu("2/2"),
            new UsageEvidence(
                Optional.of(usage(Resource.CPU, "180m", "400m")),
                Optional.of(picked),
                Optional.of(new PreviousSize(asked, NOW.minus(Duration.ofHours(hours)))),
                Optional.empty(),
                HourlyValues.EMPTY,
                Saturation.NONE,
                NOW),
            SizingRule.CPU_DEFAULT,
            CONTEXT);

    boolean kept = expected.equals(before);
    assertThat(sizing.recommended().request()).contains(Amount.parse(Resource.CPU, expected));
    assertThat(sizing.explanation().contains("sizes come down slowly")).isEqualTo(kept);
    assertThat(sizing.adaptive().orElseThrow().since())
        .isEqualTo(kept ? NOW.minus(Duration.ofHours(hours)) : NOW);
  }

  private static float[] filled(int hours, float value) {
    float[] all = new float[hours];
    Arrays.fill(all, value);
    return all;
  }
}
