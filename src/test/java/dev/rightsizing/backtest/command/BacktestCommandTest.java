// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.recording.RecordingUsageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestCommandTest {
  private static final long START = 1_700_000_100;
  private static final int STEP = 300;
  private static final int A_DAY = 288;

  @TempDir Path folder;

  private Path traces(int days, boolean shuffled) throws IOException {
    Random random = new Random(3);
    List<String> rows = new ArrayList<>();
    for (String resource : List.of("cpu_cores", "memory_bytes")) {
      for (int i = 0; i < days * A_DAY; i++) {
        double value = (0.5 + 0.3 * random.nextDouble()) * (resource.equals("cpu_cores") ? 1 : 1e9);
        rows.add("ns/pod, one/app," + resource + "," + (START + (long) i * STEP) + "," + value);
      }
    }
    if (shuffled) {
      java.util.Collections.shuffle(rows, random);
    }
    rows.add(0, TraceFile.HEADER);
    return Files.write(folder.resolve(shuffled ? "shuffled.csv" : "plain.csv"), rows);
  }

  private static CommandRun run(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("backtest"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return CommandRun.of(List.of(), all.toArray(String[]::new));
  }

  @Test
  void printsOursAndTheOthersSideBySide() throws IOException {
    CommandRun run = run("--traces", traces(4, false));

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("RULE", "WASTE95", "SLACK95", "Adaptive", "VPA target", "max + 15 % (KRR)")
        .contains("knows the day's peak");
  }

  @Test
  void theOrderOfRowsDoesNotMatter() throws IOException {
    assertThat(run("--traces", traces(3, true)).out())
        .isEqualTo(run("--traces", traces(3, false)).out());
  }

  @Test
  void writesPredictionsThatUseOnlyThePast() throws IOException {
    Path whole = folder.resolve("whole.csv");
    Path cut = folder.resolve("cut.csv");
    run("--traces", traces(6, false), "--predictions", whole);
    run("--traces", traces(4, false), "--predictions", cut);

    List<String> known = Files.readAllLines(cut);
    assertThat(known).hasSizeGreaterThan(6).first().isEqualTo("series,resource,from_unix,value");
    // The shorter recording is the beginning of the longer one for CPU, whose rows come first.
    assertThat(Files.readAllLines(whole))
        .containsAll(known.stream().filter(row -> row.contains("cpu_cores")).toList());
  }

  @Test
  void writesJsonForPrograms() throws IOException {
    JsonNode scores =
        new ObjectMapper().readTree(run("--traces", traces(3, false), "-o", "json").out());

    assertThat(scores).hasSizeGreaterThan(20);
    assertThat(scores.get(0).get("rule").asText()).isEqualTo("Adaptive");
    assertThat(scores.get(0).get("waste95Percent").asDouble()).isBetween(0.0, 40.0);
    assertThat(scores.get(0).get("slack95Percent").asDouble()).isBetween(0.0, 40.0);
  }

  @Test
  void drawsAPicturePerResource() throws IOException {
    run("--traces", traces(3, false), "--picture", folder.resolve("pareto.png"));

    assertThat(ImageIO.read(folder.resolve("pareto-cpu.png").toFile()).getWidth()).isEqualTo(900);
    assertThat(folder.resolve("pareto-memory.png")).isNotEmptyFile();
  }

  @Test
  void sizesEveryHourOnDemand() throws IOException {
    assertThat(run("--traces", traces(3, false), "--hourly").out()).contains("Adaptive, hourly");
  }

  @Test
  void scoresTheRiskWatchOnDemand() throws IOException {
    CommandRun table = run("--traces", traces(3, false), "--risk");
    CommandRun markdown = run("--traces", traces(3, false), "--risk", "-o", "markdown");
    JsonNode json =
        new ObjectMapper()
            .readTree(run("--traces", traces(3, false), "--risk", "-o", "json").out());

    assertThat(table.status()).as(table.err()).isZero();
    assertThat(table.out()).contains("Memory: warnings", "RULE", "Throttling by kind of work");
    assertThat(markdown.out()).contains("| over 90 % |", "|---|---:|");
    JsonNode first = json.elements().next().get(0);
    assertThat(first.get("rule").asText()).isEqualTo("ours");
    assertThat(first.get("alarms").asInt()).isPositive();
  }

  @Test
  void riskHasNoSizesToWriteOrDraw() throws IOException {
    CommandRun run = run("--traces", traces(3, false), "--risk", "--hourly");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--risk cannot be combined with --hourly");
  }

  @Test
  void readsTheLiveHistoryOfANamespace() throws IOException {
    Path recording = folder.resolve("live.csv");
    List<String> rows = new ArrayList<>(List.of(TraceFile.HEADER));
    for (int i = 0; i <= 3 * A_DAY; i++) {
      rows.add("shop/web-1/app,cpu_cores," + (START / STEP + i) * STEP + ",0.5");
    }
    Files.write(recording, rows);
    UsageSource source = RecordingUsageSource.open(recording);
    HistorySources sources = choice -> source;
    Clock end = Clock.fixed(Instant.ofEpochSecond(START + 3 * 86_400), ZoneOffset.UTC);

    CommandRun run =
        CommandRun.of(List.of(sources, end), "backtest", "-n", "shop", "--history", "3d");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("Adaptive").doesNotContain("memory");
    assertThat(CommandRun.of(List.of(sources, end), "backtest", "-n", "other").err())
        .contains("has no usage of [other]; check -n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          series,resource,unix_seconds | does not begin with
          series,resource,unix_seconds,value;a,cpu_cores,x,1 | line 2
          series,resource,unix_seconds,value;a,disk,1,1 | line 2
          series,resource,unix_seconds,value;a,1 | line 2
          series,resource,unix_seconds,value | holds no usage
          series,resource,unix_seconds,value;a,cpu_cores,1,NaN;a,cpu_cores,2,-1 | holds no usage
          """)
  void refusesWhatIsNoRecording(String rows, String said) throws IOException {
    Path file = Files.write(folder.resolve("bad.csv"), List.of(rows.split(";")));

    CommandRun run = run("--traces", file);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(said);
  }

  @Test
  void namesTheRulesWhereOneIsUnknown() throws IOException {
    CommandRun run =
        run("--traces", traces(2, false), "--predictions", folder.resolve("p"), "--rule", "best");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--rule is 'best'", "Adaptive; ", "VPA target");
  }

  @Test
  void wantsEitherARecordingOrANamespace() {
    assertThat(run().err()).contains("give either --traces FILE or -n NAMESPACE");
  }
}
