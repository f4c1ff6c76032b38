// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what docs/accuracy.md publishes of ours: no change may make it worse unnoticed. */
class AdaptiveScoreTest {
  private static final DailyReplay REPLAY = new DailyReplay(Duration.ofDays(14));

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    // recording, resource, tolerance, most waste, most samples over, most days over; in percent
    "openshift_containers, MEMORY, BALANCED, 18.5, 100, 2.3",
    "openshift_containers, MEMORY, SAFE, 21.0, 100, 1.9",
    "openshift_containers, CPU, BALANCED, 15.9, 1.327, 100",
    "google_jobs, MEMORY, BALANCED, 23.2, 100, 3.2",
    "google_jobs, MEMORY, SAFE, 25.5, 100, 3.1",
    "google_jobs, CPU, BALANCED, 13.3, 1.2, 100",
    "azure_vms, CPU, BALANCED, 24.1, 1.85, 100",
    "cloudwatch_hosts, CPU, BALANCED, 16.5, 1.55, 100"
  })
  void theSizesHoldAsPublished(
      String file, Resource resource, String tolerance, double waste, double samples, double days)
      throws IOException {
    Tolerance tolerated = tolerance.equals("SAFE") ? Tolerance.SAFE : Tolerance.BALANCED;

    BacktestSummary figures = score(file, resource, tolerated).figures();

    assertThat(figures.waste95Mean() * 100).as("waste").isBetween(0.0, waste);
    assertThat(figures.samplesOver() * 100).as("samples over").isLessThan(samples);
    assertThat(figures.daysOver() * 100).as("days over").isLessThan(days);
    assertThat(figures.uncovered()).isLessThanOrEqualTo(1);
  }

  @Test
  void daysAfterADayOfHistoryAreNotOverThreeTimesAsOftenOverAsLaterOnes() throws IOException {
    List<DayScore> days = new ArrayList<>();
    days.addAll(score("openshift_containers", Resource.MEMORY, Tolerance.BALANCED).days());
    days.addAll(score("google_jobs", Resource.MEMORY, Tolerance.BALANCED).days());

    assertThat(over(days, day -> day.day() == 1)).isLessThan(3 * over(days, day -> day.day() > 1));
  }

  private static double over(List<DayScore> days, Predicate<DayScore> which) {
    return days.stream().filter(which).mapToInt(d -> d.bad() ? 1 : 0).average().orElseThrow();
  }

  private static Score score(String file, Resource resource, Tolerance tolerance)
      throws IOException {
    String folder = System.getenv().getOrDefault("RIGHTSIZING_TRACES", "../shared/traces");
    Path recording = Path.of(folder, file + ".csv.gz");
    assumeTrue(Files.exists(recording), () -> "skipped: there is no " + recording);
    List<UsageSeries> usage =
        RecordedUsage.read(recording).stream().filter(s -> s.resource() == resource).toList();
    AdaptiveRule rule = new AdaptiveRule("Adaptive", resource, tolerance.of(resource));
    PodGroups groups = new PodGroups(usage);
    Score score = new Score();
    for (UsageSeries series : usage) {
      UsageSeries known = rule.sizesPodsTogether() ? groups.together(series) : series;
      score.add(series, REPLAY.sizes(series, known, rule));
    }
    return score;
  }
}
