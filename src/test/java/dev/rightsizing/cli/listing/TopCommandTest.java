// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.cli.ClusterChoice;
import dev.rightsizing.cli.ClusterClients;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.cli.terminal.Output;
import dev.rightsizing.cli.terminal.ScreenSize;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TopCommandTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T10:12:00Z"), ZoneOffset.UTC);
  private static final ListingOptions.Scope ALL =
      new ListingOptions.Scope(Optional.empty(), Optional.empty());
  private static final String NEAR =
      """
      {"container":"app","kind":"Memory","level":"Critical","percent":93,"limit":"640Mi",
       "since":"2026-03-04T10:00:00Z","told":true}""";
  private static final String LEAKS =
      """
      {"container":"app","kind":"MemoryGrowth","level":"Warning","value":"55","limit":"1Gi",
       "since":"2026-03-04T10:00:00Z"}""";

  @TempDir Path folder;
  private RecommendationServer server;
  private Path kubeconfig;
  private final StringWriter text = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    server = new RecommendationServer();
    kubeconfig = server.kubeconfig(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandRun run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--kubeconfig";
    all[arguments.length + 1] = kubeconfig.toString();
    return CommandRun.of(List.of(new ClusterClients(), CLOCK), all);
  }

  private void shop() {
    server.holds(
        List.of(
            RecommendationServer.object("calm", "shop", 9, "None", ""),
            RecommendationServer.object("leaks", "shop", 9, "Warning", LEAKS),
            RecommendationServer.object("near", "shop", 9, "Critical", NEAR),
            RecommendationServer.object("dark", "shop", 9, "Unknown", "")));
  }

  @Test
  void showsTheWorstFirstWithSinceWhenAndHowLongIsLeft() {
    shop();

    CommandRun run = run("top", "-A");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")))
        .containsExactly(
            "NAMESPACE|TARGET|CONTAINER|RISK|SINCE|LEFT|CPU P95|REQUEST|%REQ|LIMIT|%LIM|MEM PEAK|REQUEST|%REQ|LIMIT|%LIM|WHY",
            "shop|Deployment/near|app|Critical|12m|-|1900m|1|190%|2|95%|512Mi|256Mi|200%|1Gi|50%|memory at 93 % of its limit 640Mi",
            "shop|Deployment/leaks|app|Warning|12m|55m|1900m|1|190%|2|95%|512Mi|256Mi|200%|1Gi|50%|memory is growing towards its limit 1Gi",
            "shop|Deployment/dark|app|Unknown|-|-|1900m|1|190%|2|95%|512Mi|256Mi|200%|1Gi|50%|a reason",
            "shop|Deployment/calm|app|None|-|-|1900m|1|190%|2|95%|512Mi|256Mi|200%|1Gi|50%|");
  }

  @Test
  void sharesAreColouredByTheLevelsOfRisk() {
    shop();

    assertThat(run("top", "-A", "--color=always").out())
        .contains("\u001b[31mCritical\u001b[0m", "\u001b[1m\u001b[31m95%\u001b[0m");
  }

  @Test
  void aWorkloadWithoutFiguresIsLeftOut() {
    server.holds(
        List.of(
            """
            {"apiVersion":"rightsizing.dev/v1alpha1","kind":"Recommendation",
             "metadata":{"name":"deployment-new","namespace":"shop"},
             "spec":{"policy":"shop","target":{"apiVersion":"apps/v1","kind":"Deployment","name":"new"}}}
            """));

    assertThat(run("top", "-A").err()).contains("there are no Recommendations in the cluster");
  }

  @Test
  void refusesAnIntervalOfNoTime() {
    assertThat(run("top", "--interval", "0").err()).contains("give at least one second");
  }

  private Listing<TopRow> table() {
    return new Listing<>(
        TopRow::of,
        (one, other) -> one.target().compareTo(other.target()),
        TopRow.HEADERS,
        TopRow::cells,
        rows -> rows.size() + " containers");
  }

  private String drawn(Live<TopRow> live, int lines, int columns) {
    text.getBuffer().setLength(0);
    Output out = Output.on(new PrintWriter(text), false);
    table().draw(live, out, CLOCK, new ScreenSize(lines, columns));
    return text.toString();
  }

  private KubernetesClient client() throws Exception {
    return new ClusterClients().open(new ClusterChoice(Optional.of(kubeconfig), Optional.empty()));
  }

  @Test
  @Timeout(60)
  void theScreenFollowsWhatChangesAndIsReadOnce() throws Exception {
    shop();
    try (KubernetesClient client = client();
        Live<TopRow> live = new Live<>(Pages.known(client, ALL), TopRow::of, CLOCK)) {
      live.read();
      await().until(server::isWatched);

      server.event("MODIFIED", RecommendationServer.object("calm", "shop", 9, "Critical", NEAR));
      server.event("ADDED", RecommendationServer.object("fresh", "shop", 9, "None", ""));
      server.event("DELETED", RecommendationServer.object("dark", "shop", 9, "Unknown", ""));

      await()
          .untilAsserted(
              () ->
                  assertThat(drawn(live, 24, 200))
                      .contains("4 containers", "Deployment/fresh")
                      .containsPattern("Deployment/calm +app +Critical")
                      .doesNotContain("Deployment/dark"));
      assertThat(server.lists).hasSize(1);
    }
  }

  @Test
  @Timeout(60)
  void theLastFiguresStayWhileTheApiServerIsAway() throws Exception {
    shop();
    try (KubernetesClient client = client();
        Live<TopRow> live = new Live<>(Pages.known(client, ALL), TopRow::of, CLOCK)) {
      live.read();
      await().until(server::isWatched);
      server.status = 403;
      server.endWatches();

      await()
          .untilAsserted(
              () -> {
                live.recover();
                assertThat(drawn(live, 24, 200))
                    .contains("has not answered since 10:12:00", "Deployment/near");
              });

      server.status = 200;
      server.holds(List.of(RecommendationServer.object("back", "shop", 9, "None", "")));
      await()
          .untilAsserted(
              () -> {
                live.recover();
                assertThat(drawn(live, 24, 200))
                    .contains("Deployment/back")
                    .doesNotContain("has not answered", "Deployment/near");
              });
    }
  }

  @Test
  @Timeout(60)
  void theScreenIsNeverLargerThanTheTerminal() throws Exception {
    server.holds(RecommendationServer.many(40));
    try (KubernetesClient client = client();
        Live<TopRow> live = new Live<>(Pages.known(client, ALL), TopRow::of, CLOCK)) {
      live.read();

      List<String> lines = drawn(live, 10, 40).replaceAll("\u001b\\[[HJK]", "").lines().toList();

      assertThat(lines).hasSizeLessThanOrEqualTo(9).allMatch(line -> line.length() <= 40);
      assertThat(lines.get(lines.size() - 1)).startsWith("34 more; narrow with -n or -l.");
    }
  }

  @Test
  @Timeout(120)
  void fiveThousandAreShownInBoundedTimeAndMemory() throws Exception {
    server.holds(RecommendationServer.many(5000));
    try (KubernetesClient client = client();
        Live<TopRow> live = new Live<>(Pages.known(client, ALL), TopRow::of, CLOCK)) {
      long before = used();
      long from = System.nanoTime();
      live.read();
      String screen = drawn(live, 50, 200);
      Duration took = Duration.ofNanos(System.nanoTime() - from);

      assertThat(server.lists).hasSize(10);
      assertThat(screen).contains("5000 containers", "4954 more");
      assertThat(took).isLessThan(Duration.ofSeconds(20));
      // The whole objects are 20 MB of text; of each a few hundred bytes are kept.
      assertThat(used() - before).isLessThan(25_000_000);
      assertThat(live.all()).hasSize(5000);
    }
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
