// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what docs/accuracy.md publishes of ours: no change may make it worse unnoticed. */
class AdaptiveScoreTest {
  private static final DailyReplay REPLAY = new DailyReplay(Duration.ofDays(14));

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    // recording, resource, tolerance, most slack, most samples over, most days over; in percent
    "openshift_containers, MEMORY, BALANCED, 14.0, 100, 3.0",
    "openshift_containers, MEMORY, SAFE, 19.8, 100, 2.2",
    "openshift_containers, CPU, BALANCED, 12.1, 1.327, 100",
    "google_jobs, MEMORY, BALANCED, 20.3, 100, 4.3",
    "google_jobs, MEMORY, SAFE, 25.5, 100, 3.6",
    "google_jobs, CPU, BALANCED, 12.4, 1.2, 100",
    "azure_vms, CPU, BALANCED, 18.1, 1.85, 100",
    "cloudwatch_hosts, CPU, BALANCED, 11.5, 1.55, 100"
  })
  void theSizesHoldAsPublished(
      String file, Resource resource, String tolerance, double slack, double samples, double days)
      throws IOException {
    String folder = System.getenv().getOrDefault("RIGHTSIZING_TRACES", "../shared/traces");
    Path recording = Path.of(folder, file + ".csv.gz");
    assumeTrue(Files.exists(recording), () -> "skipped: there is no " + recording);
    List<UsageSeries> usage =
        RecordedUsage.read(recording).stream().filter(s -> s.resource() == resource).toList();
    Tolerance tolerated = tolerance.equals("SAFE") ? Tolerance.SAFE : Tolerance.BALANCED;
    AdaptiveRule rule = new AdaptiveRule("Adaptive", resource, tolerated.of(resource));

    Score score = new Score();
    usage.forEach(series -> score.add(series, REPLAY.sizes(series, rule)));

    Figures figures = score.figures();
    assertThat(figures.slack95Mean() * 100).as("slack").isBetween(0.0, slack);
    assertThat(figures.samplesOver() * 100).as("samples over").isLessThan(samples);
    assertThat(figures.daysOver() * 100).as("days over").isLessThan(days);
    assertThat(figures.uncovered()).isLessThanOrEqualTo(1);
  }
}
