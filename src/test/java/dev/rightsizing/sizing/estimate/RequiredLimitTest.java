// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizingRule;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequiredLimitTest {
  private static final LimitRule.Now NOTHING = new LimitRule.Now(Size.NONE, false);
  private static final Amount REQUEST = memory("288Mi");
  private static final Amount PEAK = memory("250Mi");

  private final LimitRule rule = new LimitRule();

  private static Amount memory(String quantity) {
    return Amount.parse(Resource.MEMORY, quantity);
  }

  private static SizingRule withLimit(LimitMode mode) {
    SizingRule d = SizingRule.MEMORY_DEFAULT;
    return new SizingRule(
        d.resource(), d.percentile(), d.headroomPercent(), d.min(), d.max(), mode, d.estimator());
  }

  private static ContainerLimits defaultLimit(String quantity) {
    return new ContainerLimits(
        "defaults",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(memory(quantity)),
        Optional.of("LimitRange 'defaults' would set " + quantity));
  }

  @Test
  void aDefaultLimitUnderTheRequestMakesOneOfOurOwn() {
    // 250Mi x 1.15 = 287.5Mi, rounded up to 288Mi, which is the request too.
    LimitRule.Outcome outcome =
        rule.limit(REQUEST, NOTHING, PEAK, withLimit(LimitMode.NONE), defaultLimit("256Mi"));

    assertThat(outcome.limit()).contains(memory("288Mi"));
    assertThat(outcome.clause())
        .contains(
            "a limit is required, because LimitRange 'defaults' would set 256Mi; limit 288Mi");
  }

  @Test
  void aDefaultLimitOverTheRequestDoesSoToo() {
    // A person who wants no limit must not get one that was chosen for other containers.
    LimitRule.Outcome outcome =
        rule.limit(REQUEST, NOTHING, PEAK, withLimit(LimitMode.NONE), defaultLimit("1Gi"));

    assertThat(outcome.limit()).contains(memory("288Mi"));
  }

  @Test
  void aRequestOverThePeakIsTheLeast() {
    LimitRule.Outcome outcome =
        rule.limit(
            memory("400Mi"), NOTHING, PEAK, withLimit(LimitMode.KEEP), defaultLimit("256Mi"));

    assertThat(outcome.limit()).contains(memory("400Mi"));
  }

  @Test
  void noLimitStaysNoneWhereNothingSetsOne() {
    LimitRule.Outcome outcome =
        rule.limit(REQUEST, NOTHING, PEAK, withLimit(LimitMode.NONE), ContainerLimits.NONE);

    assertThat(outcome.limit()).isEmpty();
  }

  @Test
  void aRatioThatTheApiServerComputesInDoublesIsNeverExceededByTheLastBit() {
    // The API server compares limit / request x 1000 with the ratio in thousandths.
    for (int request = 1; request < 2000; request++) {
      for (double ratio : new double[] {1.1, 1.3, 2.3, 4.35}) {
        ContainerLimits limits =
            new ContainerLimits("r", Optional.empty(), Optional.empty(), Optional.of(ratio));
        Amount cores = Amount.cores(request / 1000.0);
        Size now = new Size(Optional.of(cores), Optional.of(cores.times(10)));

        Amount limit =
            rule.limit(cores, new LimitRule.Now(now, false), cores, SizingRule.CPU_DEFAULT, limits)
                .limit()
                .orElseThrow();

        double provided = Math.round(limit.value() * 1000) / (double) request * 1000;
        assertThat(provided).isLessThanOrEqualTo(Math.round(ratio * 1000));
      }
    }
  }
}
