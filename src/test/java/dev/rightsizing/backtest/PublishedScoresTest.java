// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rightsizing.backtest.peer.PeerRules;
import dev.rightsizing.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores the other tools' rules on real recordings, against the figures published with those. */
class PublishedScoresTest {
  private static final DailyReplay REPLAY = new DailyReplay(Duration.ofDays(14));

  /** Published to one digit of a percent of slack, three of samples, two of days. */
  private static final double SLACK = 0.05001;

  private static final double SAMPLES = 0.00051;
  private static final double DAYS = 0.00501;

  private static final Map<String, double[]> OPENSHIFT_MEMORY =
      Map.of(
          "max", new double[] {4.2, 5.300, 45.98},
          "max + 15 % (KRR)", new double[] {16.4, 0.632, 3.45},
          "VPA target", new double[] {16.4, 0.632, 3.45},
          "Autopilot window", new double[] {12.7, 1.070, 4.93});
  private static final Map<String, double[]> OPENSHIFT_CPU =
      Map.of(
          "p95 (KRR)", new double[] {-2.2, 6.916, 97.19},
          "p99", new double[] {8.5, 2.351, 90.26},
          "VPA target", new double[] {-0.1, 2.381, 55.12},
          "Autopilot window", new double[] {12.8, 1.327, 52.47});
  private static final Map<String, double[]> GOOGLE_MEMORY =
      Map.of(
          "max + 15 % (KRR)", new double[] {24.0, 0.030, 3.33},
          "VPA target", new double[] {21.2, 0.041, 5.08},
          "Autopilot window", new double[] {20.5, 0.089, 4.73});
  private static final Map<String, double[]> GOOGLE_CPU =
      Map.of(
          "p95 (KRR)", new double[] {4.0, 4.957, 74.96},
          "VPA target", new double[] {11.8, 1.655, 40.11},
          "Autopilot window", new double[] {11.5, 1.704, 39.75});
  private static final Map<String, double[]> AZURE_CPU =
      Map.of(
          "p95 (KRR)", new double[] {-1.5, 7.599, 90.79},
          "p99", new double[] {22.2, 2.212, 77.42},
          "VPA target", new double[] {-10.4, 4.522, 81.75},
          "Autopilot window", new double[] {18.3, 1.922, 65.94});
  private static final Map<String, double[]> CLOUDWATCH_CPU =
      Map.of(
          "p95 (KRR)", new double[] {-8.3, 7.867, 81.25},
          "VPA target", new double[] {-36.0, 5.170, 70.83},
          "Autopilot window", new double[] {22.3, 1.566, 35.94});

  private static Map<String, double[]> published(String file, Resource resource) {
    boolean cpu = resource == Resource.CPU;
    return switch (file) {
      case "openshift_containers" -> cpu ? OPENSHIFT_CPU : OPENSHIFT_MEMORY;
      case "google_jobs" -> cpu ? GOOGLE_CPU : GOOGLE_MEMORY;
      case "azure_vms" -> AZURE_CPU;
      default -> CLOUDWATCH_CPU;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "openshift_containers, MEMORY",
    "openshift_containers, CPU",
    "google_jobs, MEMORY",
    "google_jobs, CPU",
    "azure_vms, CPU",
    "cloudwatch_hosts, CPU"
  })
  void theRulesScoreAsPublished(String file, Resource resource) throws IOException {
    String folder = System.getenv().getOrDefault("RIGHTSIZING_TRACES", "../shared/traces");
    Path recording = Path.of(folder, file + ".csv.gz");
    assumeTrue(Files.exists(recording), () -> "skipped: there is no " + recording);
    List<UsageSeries> usage =
        RecordedUsage.read(recording).stream().filter(s -> s.resource() == resource).toList();

    Map<String, BacktestSummary> scored = new LinkedHashMap<>();
    for (SizeRule rule : new PeerRules().of(resource)) {
      Score score = new Score();
      usage.forEach(series -> score.add(series, REPLAY.sizes(series, rule)));
      scored.put(rule.name(), score.figures());
    }

    SoftAssertions softly = new SoftAssertions();
    published(file, resource)
        .forEach((rule, figures) -> compare(softly, rule, scored.get(rule), figures));
    softly.assertAll();
    assertThat(scored.values()).allMatch(figures -> figures.seriesDays() > 0);
  }

  private static void compare(
      SoftAssertions softly, String rule, BacktestSummary found, double[] wanted) {
    softly.assertThat(found.slack95Mean() * 100).as(rule).isCloseTo(wanted[0], within(SLACK));
    softly.assertThat(found.samplesOver() * 100).as(rule).isCloseTo(wanted[1], within(SAMPLES));
    softly.assertThat(found.daysOver() * 100).as(rule).isCloseTo(wanted[2], within(DAYS));
  }
}
