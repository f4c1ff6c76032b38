// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import static dev.rightsizing.testkit.Containers.spec;
import static dev.rightsizing.testkit.Containers.usage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceRuleTest {
  private final ConfidenceRule rule = new ConfidenceRule();

  private static ContainerSizing sized(ContainerRole role, int samples) {
    ContainerSpec spec = spec("app", role, 0, "1/2", "1Gi/2Gi");
    SizingContext context =
        new SizingContext(Window.DEFAULT, Thresholds.DEFAULT, ContainerLimits.NONE, false);
    Sizer sizer = new Sizer();
    return new ContainerSizing(
        spec,
        sizer.size(
            spec, UsageEvidence.of(used(Resource.CPU, samples)), SizingRule.CPU_DEFAULT, context),
        sizer.size(
            spec,
            UsageEvidence.of(used(Resource.MEMORY, samples)),
            SizingRule.MEMORY_DEFAULT,
            context));
  }

  private static Optional<dev.rightsizing.model.UsageSummary> used(Resource resource, int samples) {
    return samples == 0 ? Optional.empty() : Optional.of(usage(resource, "100", "100", samples));
  }

  @ParameterizedTest(name = "{0} samples of 5m: {1}")
  @CsvSource({"0, NONE", "100, NONE", "288, MEDIUM", "1000, MEDIUM", "1992, HIGH", "2016, HIGH"})
  void growsWithHistory(int samples, Confidence.Level level) {
    assertThat(rule.of(List.of(sized(ContainerRole.MAIN, samples)), Window.DEFAULT).level())
        .isEqualTo(level);
  }

  @Test
  void theWeakestContainerDecides() {
    Confidence confidence =
        rule.of(
            List.of(sized(ContainerRole.MAIN, 2016), sized(ContainerRole.SIDECAR, 288)),
            Window.DEFAULT);

    assertThat(confidence.level()).isEqualTo(Confidence.Level.MEDIUM);
    assertThat(confidence.samples()).isEqualTo(288);
    assertThat(confidence.history()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void anInitContainerDoesNotCount() {
    Confidence confidence =
        rule.of(
            List.of(sized(ContainerRole.MAIN, 2016), sized(ContainerRole.INIT, 0)), Window.DEFAULT);

    assertThat(confidence.level()).isEqualTo(Confidence.Level.HIGH);
  }

  @Test
  void aLookBackOfOneDayIsNeverHigh() {
    Window day =
        new Window(
            Duration.ofDays(1),
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            Aggregation.MAX_OVER_PODS);

    assertThat(rule.of(List.of(sized(ContainerRole.MAIN, 288)), day).level())
        .isEqualTo(Confidence.Level.MEDIUM);
  }
}
