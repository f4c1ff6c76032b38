// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import static dev.rightsizing.sizing.saturation.Cases.cores;
import static dev.rightsizing.sizing.saturation.Cases.cpu;
import static dev.rightsizing.sizing.saturation.Cases.throttled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.testkit.Containers;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CensoredCpuTest {
  private final CensoredCpu rule = new CensoredCpu();

  @ParameterizedTest(name = "{0} with P95 {1} throttled {2}% is {4}")
  @CsvSource({
    // request/limit, P95, throttled %, usage's size, size
    "500m/1,    300m, 5,   360m,  360m",
    "500m/1,    300m, 5.1, 360m,  500m",
    "500m/1,    300m, 90,  600m,  600m",
    "500m/1,    899m, 90,  500m,  500m",
    "500m/1,    900m, 90,  1080m, 1250m",
    "1/1,       900m, 90,  1080m, 1250m",
    "500m/1,    1,    90,  1300m, 1300m",
    "500m/-,    300m, 90,  360m,  360m",
    "-/1,       300m, 90,  360m,  360m",
    "0/0,       0,    90,  1m,    1m"
  })
  void keepsOrRaisesWhatTheQuotaHid(
      String now, String p95, double percent, String size, String expected) {
    CensoredCpu.Outcome outcome =
        rule.apply(cores(size), cpu(now, p95, p95, throttled(0, percent)));

    assertThat(outcome.amount()).isEqualTo(cores(expected));
  }

  @Test
  void anIdlePodWithAFewThrottledPeriodsDoesNotCount() {
    CensoredCpu.Outcome outcome =
        rule.apply(cores("10m"), cpu("500m/1", "8m", "8m", Cases.throttledOf(599, 100)));

    assertThat(outcome.amount()).isEqualTo(cores("10m"));
    assertThat(outcome.hours()).isZero();
    assertThat(outcome.clause()).isEmpty();
  }

  @Test
  void theLimitThatWasRecordedInThoseHoursCountsNotTheOneOfNow() {
    // Throttled at 1 core, resized to 2 since: what was hidden is over 1 core, 1 x 1.25.
    assertThat(
            rule.apply(
                    cores("1140m"),
                    cpu("500m/2", "950m", "1", Cases.withLimits(throttled(0, 90), 2, 1)))
                .amount())
        .isEqualTo(cores("1250m"));
    // Throttled at 2 cores, resized to 1 since: P95 was not near the limit that held it.
    assertThat(
            rule.apply(
                    cores("1140m"),
                    cpu("500m/1", "950m", "1", Cases.withLimits(throttled(0, 90), 1, 2)))
                .amount())
        .isEqualTo(cores("1140m"));
  }

  @Test
  void saysWhyItHolds() {
    assertThat(rule.apply(cores("360m"), cpu("500m/1", "300m", "1", throttled(20, 0, 6))).clause())
        .isEqualTo(", held at 500m: throttled over 5% of periods in 2 h");
  }

  @Test
  void saysWhyItRaises() {
    assertThat(rule.apply(cores("1140m"), cpu("500m/1", "950m", "1", throttled(20))).clause())
        .isEqualTo(", raised to 1250m: at its limit and throttled over 5% of periods in 1 h");
  }

  @Test
  void nothingIsKnownWithoutCfsMetrics() {
    assertThat(rule.apply(cores("360m"), cpu("500m/1", "1", "1", Saturation.NONE)).amount())
        .isEqualTo(cores("360m"));
  }

  @Property
  void neverLowersIsIdempotentAndFinite(
      @ForAll @DoubleRange(min = 0, max = 1e300) double size,
      @ForAll @DoubleRange(min = 0, max = 1e300) double request,
      @ForAll @DoubleRange(min = 0, max = 1e300) double limit,
      @ForAll @DoubleRange(min = 0, max = 1e300) double p95,
      @ForAll @DoubleRange(min = 0, max = 100) double percent) {
    Observed observed =
        new Observed(
            Size.of(Amount.cores(request), Amount.cores(limit)),
            Containers.usage(Resource.CPU, Double.toString(p95), Double.toString(p95)),
            throttled(percent));

    CensoredCpu.Outcome once = rule.apply(Amount.cores(size), observed);

    assertThat(once.amount().value()).isGreaterThanOrEqualTo(size).isFinite();
    assertThat(rule.apply(once.amount(), observed).amount()).isEqualTo(once.amount());
  }

  @Property
  void moreThrottlingNeverAsksForLess(
      @ForAll @DoubleRange(min = 0, max = 50) double percent,
      @ForAll @DoubleRange(min = 0, max = 50) double more,
      @ForAll @DoubleRange(min = 0.01, max = 1) double p95) {
    Observed less = cpu("500m/1", Double.toString(p95), "1", throttled(percent));
    Observed worse = cpu("500m/1", Double.toString(p95), "1", throttled(percent + more));

    assertThat(rule.apply(cores("100m"), worse).amount())
        .isGreaterThanOrEqualTo(rule.apply(cores("100m"), less).amount());
  }
}
