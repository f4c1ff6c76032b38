// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.cli.Evaluations;
import dev.rightsizing.cli.terminal.ProgressLine;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.Scope;
import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.workload.WorkloadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCommandTest {
  private final FakeReportEngine shop = FakeReportEngine.answering(Evaluations.shop());

  private static CommandRun run(FakeReportEngine engine, String... options) {
    String[] arguments =
        Stream.concat(Stream.of("report"), Stream.of(options)).toArray(String[]::new);
    return CommandRun.of(List.of(engine), arguments);
  }

  @Test
  void writesTheFieldsThatATemplateNames() throws Exception {
    JsonNode json = new ObjectMapper().readTree(run(shop, "-o", "json").out());

    CommandRun run = run(shop, "-o", "jsonpath={.totals.savings.monthly} {.containers[*].name}");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualTo(
            json.at("/totals/savings/monthly").asText()
                + " "
                + json.path("containers")
                    .valueStream()
                    .map(c -> c.path("name").asText())
                    .collect(Collectors.joining(" ")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "jsonpath={.a"})
  void saysHowAReportCanBeWritten(String format) {
    CommandRun run = run(shop, "-o", format);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).containsAnyOf("or jsonpath=TEMPLATE", "not closed");
  }

  @Test
  void endsWithZeroAndSaysNothingBesideTheReport() {
    CommandRun run = run(shop);
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("Deployment/checkout", "saves 51.02 USD a month");
    assertThat(run.err()).isEmpty();
    assertThat(shop.isClosed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"51.01,1", "51.02,0", "51.03,0", "0,1", "-1,1"})
  void endsWithOneWhenMoreCouldBeSavedThanAllowed(String limit, int status) {
    CommandRun run = run(shop, "--fail-above=" + limit);
    assertThat(run.status()).isEqualTo(status);
    assertThat(run.out()).contains("Deployment/checkout");
    assertThat(run.err().lines()).hasSize(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--fail-above=much",
        "--fail-above=50USD",
        "-n A_b",
        "-n a,,b",
        "deployment/x -A",
        "deployment/x -l a=b",
        "deployment/",
        "deployment/x/y",
        "pod/x",
        "--output=pdf",
        "--lookback=week",
        "--lookback=1m",
        "--lookback=91d",
        "--step=1s",
        "--step=2h",
        "--minimum-history=8d",
        "--aggregation=Average",
        "--cpu-percentile=0",
        "--cpu-percentile=101",
        "--cpu-percentile=NaN",
        "--memory-percentile=x",
        "--memory-headroom=-1",
        "--cpu-headroom=1001",
        "--price-cpu=0.03",
        "--currency=EUR",
        "--price-cpu=1 --price-memory=-1",
        "--price-cpu=1 --price-memory=NaN",
        "--price-cpu=1 --price-memory=1 --currency=Euro",
        "--kinds=pod",
        "-l tier=(",
        "-l ,",
        "-n shop -A",
        "--header=token",
        "--matcher=prod",
        "--matcher=a-b=prod",
        "--token-file=/nowhere/token",
        "--unknown",
        "shop"
      })
  void endsWithTwoAndOneLineThatSaysWhatToDoOnWrongUse(String options) {
    CommandRun run = run(shop, options.split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err())
        .startsWith("rightsize: ")
        .contains("; ")
        .doesNotContain("java.", "Exception", "BigDecimal", "an int", "a double");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--fail-above=50USD; --fail-above;  a number such as 50",
        "--cpu-headroom=ten; --cpu-headroom; a whole number such as 20",
        "--cpu-percentile=high; --cpu-percentile; a number such as 99",
        "--price-cpu=0,03; --price-cpu; a number such as 0.03",
        "--output=pdf; --output; table",
        "-n=A_b; -n; lower-case letters",
        "--selector=tier=(; -l; tier=web",
        "--estimator=guess; --estimator; Adaptive",
        "--tolerance=none; --tolerance; Safe",
        "--step=2h; --step; between 30s and 1h"
      })
  void aWrongValueIsAnsweredWithItsOptionAndWhatMayBeWritten(
      String argument, String option, String allowed) {
    assertThat(run(shop, argument).err())
        .containsIgnoringCase(option)
        .containsIgnoringCase(allowed);
  }

  @Test
  void takesWorkloadsByNameAsKubectlDoes() {
    CommandRun run = run(shop, "deploy/checkout", "sts/ledger", "-n", "shop");
    assertThat(run.status()).isZero();
    assertThat(shop.request().scope().names())
        .containsExactlyInAnyOrder(
            new Scope.Named(WorkloadKind.DEPLOYMENT, "checkout"),
            new Scope.Named(WorkloadKind.STATEFULSET, "ledger"));
  }

  @Test
  void aWorkloadThatIsNotThereEndsWithTwo() {
    CommandRun run = run(shop, "deployments.apps/typo", "-n", "shop");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "rightsize: there is no deployment/typo in namespace shop; check its name and -n\n");
  }

  @Test
  void takesNamespacesWithBlanksAndSelectorsWithout() {
    run(shop, "-n", "a, b", "-l", "app in(a,b)");
    assertThat(shop.request().scope().namespaces()).containsExactly("a", "b");
    assertThat(shop.request().scope().selector().matches(Map.of("app", "b"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Basic c2VjcmV0OnNlY3JldA==",
        "Authorization=Basic c2VjcmV0OnNlY3JldA==",
        " Authorization :  Basic c2VjcmV0OnNlY3JldA== "
      })
  void takesAHeaderAsCurlDoesAndAsAPair(String header) {
    run(shop, "--header", header);
    assertThat(shop.source().headers())
        .isEqualTo(Map.of("Authorization", "Basic c2VjcmV0OnNlY3JldA=="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--header Authorization: Bearer s3cret",
        "--header X: Bearer deployment/s3cret -n shop",
        "--heder=s3cret",
        "--Authorization:s3cret",
        "--header s3cret",
        "--header :s3cret",
        "s3cret",
        "s3/cret",
        "-Hs3cret"
      })
  void neverRepeatsWhatMayBeASecret(String options) {
    CommandRun run = run(shop, options.split(" "));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain("s3cret", "cret ");
  }

  @Test
  void helpSaysOfEachCommandOneWholeSentence() {
    String help = CommandRun.of(List.of(), "--help").out();
    List<String> commands =
        help.lines()
            .dropWhile(line -> !line.startsWith("Commands:"))
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .toList();
    // A sentence that is longer than its line goes on below, indented further.
    String joined = String.join("\n", commands).replaceAll("\\n {4,}", " ");
    assertThat(joined.lines()).hasSizeGreaterThanOrEqualTo(7).allMatch(line -> line.endsWith("."));
  }

  static Stream<Exception> failures() {
    return Stream.of(
        new UsageException(Reason.SOURCE_UNREACHABLE, "Prometheus does\nnot answer; check the URL"),
        new WorkloadException(
            Reason.KUBERNETES_UNREACHABLE,
            "the API server does not answer; check it",
            new IOException("no")),
        new IllegalStateException("a fault\n\tat some.place"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void endsWithTwoAndOneLineWithoutATraceWhenSomethingFails(Exception failure) {
    FakeReportEngine engine = FakeReportEngine.failing(failure);
    CommandRun run = run(engine);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("rightsize: ").contains("; ").doesNotContain("\tat ");
    assertThat(engine.isClosed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void adviceForEachReasonIsOneThatAPersonCanFollow(Reason reason) {
    UsageException failure = new UsageException(reason, "Prometheus does something");
    String line = run(FakeReportEngine.failing(failure)).err();
    assertThat(line).startsWith("rightsize: ").doesNotContain("spec.");
  }

  @Test
  void withoutAPrometheusTheOptionIsNamed() {
    UsageException failure =
        new UsageException(Reason.SOURCE_NOT_CONFIGURED, Reason.SOURCE_NOT_CONFIGURED.sentence());
    assertThat(run(FakeReportEngine.failing(failure)).err())
        .isEqualTo(
            "rightsize: no Prometheus is configured; give --prometheus-url or set"
                + " RIGHTSIZING_PROMETHEUS_URL\n");
  }

  @Test
  void whatAServerAdvisesIsNotOurAdvice() {
    UsageException failure =
        new UsageException(
            Reason.TOO_MANY_POINTS,
            "Prometheus considers the response too large (422)",
            "cannot select more samples; possible solutions: ask for less");
    assertThat(run(FakeReportEngine.failing(failure)).err())
        .contains(": cannot select more samples; possible solutions: ask for less; try a longer");
  }

  @Test
  void saysThatOtherClustersWereLeftOut() {
    Evaluation shop = Evaluations.shop();
    Evaluation mixed =
        new Evaluation(
            shop.recommendations(),
            shop.failures(),
            shop.contested(),
            shop.quotas(),
            shop.savings(),
            shop.missing(),
            shop.unknownKinds(),
            shop.absences(),
            shop.read(),
            new OtherClusters(
                new TreeMap<>(Map.of("cluster", new TreeSet<>(Set.of("stage")))),
                new TreeMap<>(Map.of("cluster", new TreeSet<>(Set.of("prod")))),
                Set.of()));

    assertThat(run(FakeReportEngine.answering(mixed)).err())
        .contains("cluster=stage", "--matcher, such as cluster=prod");
  }

  @Test
  void neverRepeatsAHeaderThatIsNotOne() {
    assertThat(run(shop, "--header", "s3cret").err()).doesNotContain("s3cret");
  }

  @Test
  void saysWhatIsMissingOnALineEachBelowTheReport() {
    CommandRun run =
        run(FakeReportEngine.answering(Evaluations.partial()), "--kinds=cronjob,rollout", "-ojson");
    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("{");
    assertThat(run.err().lines())
        .containsExactly(
            "rightsize: shop/CronJob/report was left out: its template has no containers; look at"
                + " it",
            "rightsize: Prometheus has no series of container_memory for these namespaces; check"
                + " that it scrapes the kubelets' /metrics/cadvisor",
            "rightsize: the cluster does not serve the kind Rollout");
  }

  @Test
  void saysSoWhenNothingIsInScope() {
    CommandRun run = run(FakeReportEngine.answering(Evaluations.empty()), "-n", "typo");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("rightsize: no workload is in scope; check -n, --kinds and -l\n");
  }

  @Test
  void endsWithTwoWhenANamespaceIsNotThere() {
    CommandRun run = run(shop, "-n", "shop,unknown-1", "--fail-above", "1");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "rightsize: the cluster has no namespace unknown-1; see kubectl get namespaces\n");
  }

  @Test
  void endsWithTwoWhenNothingCouldBeJudgedAndNamesEachNamespaceWithoutUsage() {
    CommandRun run =
        run(FakeReportEngine.answering(Evaluations.unjudged()), "-A", "--fail-above", "1");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .containsExactly(
            "rightsize: namespace payments: the source has container_cpu of whole pods only,"
                + " without the label container, which is all that cri-dockerd gives; scrape a"
                + " cAdvisor that runs on each node",
            "rightsize: namespace shop: the source has no series of container_cpu and"
                + " container_memory; check that it scrapes the kubelets' /metrics/cadvisor, the"
                + " matchers and the tenant",
            "rightsize: no container has enough usage to be sized; see above" + " for what to do");
  }

  @Test
  void asksForWhatAPolicyWouldByDefault() {
    run(shop);
    assertThat(shop.request().settings()).isEqualTo(SizingSettings.DEFAULT);
    assertThat(shop.request().pricing()).isEmpty();
    assertThat(shop.request().scope().namespaces()).containsExactly("of-the-context");
    assertThat(shop.request().scope().kinds()).containsExactlyInAnyOrder(WorkloadKind.values());
  }

  @Test
  void passesOnWhatTheOptionsSay() {
    run(
        shop,
        "--lookback=14d",
        "--step=1m",
        "--minimum-history=2d",
        "--aggregation=pooled",
        "--cpu-percentile=99",
        "--cpu-headroom=30",
        "--memory-percentile=98",
        "--memory-headroom=5",
        "--autoscaler=scalepoint",
        "--price-cpu=0.02",
        "--price-memory=0.003",
        "--currency=EUR");
    SizingSettings settings = shop.request().settings();
    assertThat(settings.window().lookback()).isEqualTo(Duration.ofDays(14));
    assertThat(settings.window().step()).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.window().minimumHistory()).isEqualTo(Duration.ofDays(2));
    assertThat(settings.window().aggregation()).isEqualTo(Aggregation.POOLED);
    assertThat(settings.cpu().percentile()).isEqualTo(99);
    assertThat(settings.cpu().headroomPercent()).isEqualTo(30);
    assertThat(settings.memory().percentile()).isEqualTo(98);
    assertThat(settings.memory().headroomPercent()).isEqualTo(5);
    assertThat(settings.autoscaler()).isEqualTo(AutoscalerMode.SCALE_POINT);
    assertThat(shop.request().pricing())
        .hasValueSatisfying(
            price -> {
              assertThat(price.cpuCoreHour()).isEqualTo(0.02);
              assertThat(price.memoryGiBHour()).isEqualTo(0.003);
              assertThat(price.currency()).isEqualTo("EUR");
            });
  }

  @Test
  void takesSeveralNamespacesAndKinds() {
    run(shop, "-n", "a", "-n", "b,c", "--kinds=deploy,StatefulSets,cronjobs.batch");
    assertThat(shop.request().scope().namespaces()).containsExactly("a", "b", "c");
    assertThat(shop.request().scope().kinds())
        .containsExactlyInAnyOrder(
            WorkloadKind.DEPLOYMENT, WorkloadKind.STATEFULSET, WorkloadKind.CRONJOB);
  }

  @Test
  void takesAllNamespaces() {
    run(shop, "-A");
    assertThat(shop.request().scope().namespaces()).containsExactly("payments", "shop");
  }

  @Test
  void handsOnClusterAndSource(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "s3cret");
    run(
        shop,
        "--kubeconfig=/some/config",
        "--context=prod",
        "--prometheus-url=http://prometheus:9090",
        "--token-file=" + token,
        "--header=X-Scope-OrgID=team-a",
        "--header=X-Odd=a=b",
        "--matcher=cluster=prod",
        "--matcher=tier=a=b");
    assertThat(shop.cluster().kubeconfig()).contains(Path.of("/some/config"));
    assertThat(shop.cluster().context()).contains("prod");
    assertThat(shop.source().url()).contains("http://prometheus:9090");
    assertThat(shop.source().tokenFile()).contains(token);
    assertThat(shop.source().headers())
        .isEqualTo(Map.of("X-Scope-OrgID", "team-a", "X-Odd", "a=b"));
    assertThat(shop.source().matchers()).isEqualTo(Map.of("cluster", "prod", "tier", "a=b"));
    assertThat(shop.source().toString()).doesNotContain("team-a");
  }

  @Test
  void drawsNoProgressBarInAPipe() {
    PrintStream before = System.err;
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
    try {
      run(shop);
    } finally {
      System.setErr(before);
    }
    assertThat(seen.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void drawsAProgressBarForAPersonAndTakesItAwayAtTheEnd() {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    try (ProgressLine line =
        ProgressLine.on(new PrintStream(terminal, true, StandardCharsets.UTF_8))) {
      line.at("workloads", 0, 1);
      line.at("sizes", 40, 80);
    }
    String drawn = terminal.toString(StandardCharsets.UTF_8);
    assertThat(drawn).contains("rightsize");
    assertThat(drawn.substring(drawn.lastIndexOf('\r'))).isBlank();
  }
}
