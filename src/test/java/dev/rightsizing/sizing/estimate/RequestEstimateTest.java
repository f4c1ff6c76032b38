// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.OwnBackTest;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.UsageSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestEstimateTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(5);

  private final RequestEstimate estimate = new RequestEstimate();

  private static UsageSummary usage(Resource resource, String value, int hours) {
    Amount amount = Amount.parse(resource, value);
    return new UsageSummary(
        amount,
        amount,
        amount,
        amount,
        hours * 12L,
        FROM,
        FROM.plus(Duration.ofHours(hours)).minus(STEP),
        STEP);
  }

  private static SizingRule memory(int headroomPercent) {
    return new SizingRule(
        Resource.MEMORY,
        100,
        headroomPercent,
        Optional.empty(),
        Optional.empty(),
        LimitMode.KEEP,
        Estimator.PERCENTILE);
  }

  @ParameterizedTest(name = "after {0} h")
  @CsvSource(
      delimiter = '|',
      value = {
        // hours | 15 (1 / (days + 1) - 1 / 8) percent beside the 15 of 400Mi
        "24  | Peak 400Mi over 1d (288 samples) x 1.206 (15% + 5.6% for 1d of history) = 482.5Mi, rounded up to 483Mi",
        "36  | Peak 400Mi over 1d12h (432 samples) x 1.206 (15% + 5.6% for 1d12h of history) = 482.5Mi, rounded up to 483Mi",
        "48  | Peak 400Mi over 2d (576 samples) x 1.181 (15% + 3.1% for 2d of history) = 472.5Mi, rounded up to 473Mi",
        "72  | Peak 400Mi over 3d (864 samples) x 1.169 (15% + 1.9% for 3d of history) = 467.5Mi, rounded up to 468Mi",
        "120 | Peak 400Mi over 5d (1440 samples) x 1.156 (15% + 0.6% for 5d of history) = 462.5Mi, rounded up to 463Mi",
        "144 | Peak 400Mi over 6d (1728 samples) x 1.15 = 460.0Mi, rounded up to 460Mi",
        "168 | Peak 400Mi over 7d (2016 samples) x 1.15 = 460.0Mi, rounded up to 460Mi"
      })
  void memoryGetsMoreHeadroomWhileHistoryIsShort(int hours, String explanation) {
    Step step = estimate.estimate(usage(Resource.MEMORY, "400Mi", hours), memory(15));

    assertThat(step.clause()).isEqualTo(explanation);
    assertThat(step.amount().toQuantity())
        .isEqualTo(explanation.substring(explanation.lastIndexOf(' ') + 1));
  }

  @Test
  void cpuDoesNot() {
    assertThat(estimate.estimate(usage(Resource.CPU, "182m", 24), SizingRule.CPU_DEFAULT).clause())
        .isEqualTo("P95 182m over 1d (288 samples) x 1.20 = 218.4m, rounded up to 219m");
  }

  @Test
  void whoWantsNoHeadroomGetsNone() {
    assertThat(estimate.estimate(usage(Resource.MEMORY, "400Mi", 24), memory(0)).amount())
        .isEqualTo(Amount.parse(Resource.MEMORY, "400Mi"));
  }

  @Property(tries = 200)
  void moreHistoryOfTheSameNeverAsksForMore(
      @ForAll @IntRange(min = 1, max = 400) int hours,
      @ForAll @IntRange(min = 1, max = 400) int more,
      @ForAll @IntRange(max = 100) int headroom) {
    Amount less =
        estimate.estimate(usage(Resource.MEMORY, "4Gi", hours), memory(headroom)).amount();
    Amount later =
        estimate.estimate(usage(Resource.MEMORY, "4Gi", hours + more), memory(headroom)).amount();

    assertThat(later).isLessThanOrEqualTo(less);
  }

  @Test
  void adaptiveSaysHowMuchOfItsMarginIsForShortHistory() {
    // 400Mi x 1.206 = 482.4Mi.
    AdaptiveSize size =
        new AdaptiveSize(
            482.4 * 1024 * 1024,
            100,
            0.206,
            400.0 * 1024 * 1024,
            Optional.empty(),
            0,
            0.073,
            FROM,
            OwnBackTest.NONE);

    Step step =
        new AdaptiveRequest().estimate(size, Optional.empty(), usage(Resource.MEMORY, "400Mi", 24));

    assertThat(step.clause())
        .isEqualTo(
            "Adaptive: peak 400Mi over 1d (288 samples) + 21% margin (7% of it for 1d of history)"
                + " = 482.4Mi, rounded up to 483Mi; too little history for its own back-test");
  }
}
