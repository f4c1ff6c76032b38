// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.backtest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rightsizing.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveScoreTest {
  private static final DailyReplay REPLAY = new DailyReplay(Duration.ofDays(14));

  @ParameterizedTest
  @CsvSource({
    "openshift_containers, MEMORY",
    "openshift_containers, CPU",
    "google_jobs, MEMORY",
    "google_jobs, CPU",
    "azure_vms, CPU",
    "cloudwatch_hosts, CPU"
  })
  void scores(String file, Resource resource) throws IOException {
    String folder = System.getenv().getOrDefault("RIGHTSIZING_TRACES", "../shared/traces");
    Path recording = Path.of(folder, file + ".csv.gz");
    assumeTrue(Files.exists(recording), () -> "skipped: there is no " + recording);
    List<UsageSeries> usage =
        RecordedUsage.read(recording).stream().filter(s -> s.resource() == resource).toList();
    for (double t : new double[] {0, 1}) {
      AdaptiveRule rule =
          new AdaptiveRule(
              "adaptive",
              resource,
              (t == 0
                      ? dev.rightsizing.model.Tolerance.BALANCED
                      : dev.rightsizing.model.Tolerance.SAFE)
                  .of(resource));
      long from = System.nanoTime();
      Score score = new Score();
      usage.forEach(series -> score.add(series, REPLAY.sizes(series, rule)));
      Figures f = score.figures();
      System.out.printf(
          "SCORE %s %s %s slack %.1f over %.3f days %.2f n %d unc %d ms %d%n",
          file,
          resource,
          t,
          f.slack95Mean() * 100,
          f.samplesOver() * 100,
          f.daysOver() * 100,
          f.seriesDays(),
          f.uncovered(),
          (System.nanoTime() - from) / 1_000_000);
    }
  }
}
