// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rightsizing.backtest.risk.AlertScore;
import dev.rightsizing.backtest.risk.MemoryReplay;
import dev.rightsizing.backtest.risk.ScoreBoard;
import dev.rightsizing.backtest.risk.ThrottlingReplay;
import dev.rightsizing.backtest.risk.WatchRules;
import dev.rightsizing.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what docs/risk-accuracy.md publishes of ours: no change may make it worse unnoticed. */
class RiskScoreTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // recording, seconds, events, least precision and recall in percent, most notifications a day
    "openshift_containers, 60, 513, 58, 38.5, 0.31",
    "google_jobs, 300, 233, 49, 50, 0.17"
  })
  void killsAreWarnedOfAsPublished(
      String file, long step, int events, double precision, double recall, double notifications)
      throws IOException {
    ScoreBoard board = new ScoreBoard();
    read(file, Resource.MEMORY).parallelStream()
        .map(series -> new MemoryReplay(Duration.ofSeconds(step)).add(series).board())
        .toList()
        .forEach(board::add);

    AlertScore ours = tally(board, WatchRules.OURS, MemoryReplay.truth(24));
    AlertScore instant = tally(board, WatchRules.INSTANT_MEMORY, MemoryReplay.truth(24));

    assertThat(ours.events()).isEqualTo(events);
    holds(ours, precision, recall, notifications);
    assertThat(ours.precision()).isGreaterThan(instant.precision());
    assertThat(ours.notificationsPerDay()).isLessThan(instant.notificationsPerDay() / 5);
    assertThat(tally(board, WatchRules.GROWING, MemoryReplay.truth(24)).alarms())
        .as("alarms of growth where nothing leaks")
        .isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"openshift_containers, 60, 94, 52, 0.19", "google_jobs, 300, 90, 80.5, 0.22"})
  void harmByThrottlingIsFoundAsPublished(
      String file, long step, double precision, double recall, double notifications)
      throws IOException {
    ScoreBoard board = new ScoreBoard();
    read(file, Resource.CPU).parallelStream()
        .map(series -> new ThrottlingReplay(Duration.ofSeconds(step)).add(series).board())
        .toList()
        .forEach(board::add);

    String truth = ThrottlingReplay.truth(ThrottlingReplay.LATE_OVER.get(0));
    AlertScore ours = tally(board, WatchRules.OURS, truth);
    AlertScore mixin = tally(board, WatchRules.MIXIN, truth);

    holds(ours, precision, recall, notifications);
    assertThat(ours.precision()).isGreaterThan(mixin.precision());
    assertThat(ours.notificationsPerDay()).isLessThan(mixin.notificationsPerDay());
  }

  private static void holds(
      AlertScore ours, double precision, double recall, double notifications) {
    assertThat(ours.precision() * 100).as("precision").isGreaterThan(precision);
    assertThat(ours.recall() * 100).as("recall").isGreaterThan(recall);
    assertThat(ours.notificationsPerDay())
        .as("notifications a container and day")
        .isLessThan(notifications);
  }

  private static AlertScore tally(ScoreBoard board, String rule, String truth) {
    return board.sum(c -> c.rule().equals(rule) && c.truth().equals(truth));
  }

  private static List<UsageSeries> read(String file, Resource resource) throws IOException {
    String folder = System.getenv().getOrDefault("RIGHTSIZING_TRACES", "../shared/traces");
    Path recording = Path.of(folder, file + ".csv.gz");
    assumeTrue(Files.exists(recording), () -> "skipped: there is no " + recording);
    return RecordedUsage.read(recording).stream().filter(s -> s.resource() == resource).toList();
  }
}
