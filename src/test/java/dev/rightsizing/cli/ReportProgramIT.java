// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.LocalPrometheus;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped command's report, of a real API server and a real Prometheus. */
@ExtendWith(LocalApiServer.Provided.class)
class ReportProgramIT {
  private static final double MIB = 1024 * 1024;
  private static final long HOUR = 3600;
  private static final PodSpec POD = pod(container("app", "cpu=1,memory=2Gi", "cpu=2,memory=2Gi"));

  private static String namespace;
  private static Path kubeconfig;
  private static LocalPrometheus prometheus;
  private static Program rightsize;

  /** {@code large} uses a fifth of what it asks for, {@code small} nearly half. */
  @BeforeAll
  static void prepare(LocalApiServer server, @TempDir Path dir) {
    namespace = server.newNamespace("report");
    kubeconfig = server.kubeconfigFile();
    rightsize = new Program(Program.WRAPPER, kubeconfig);
    KubernetesObjects objects = new KubernetesObjects(server.client(), namespace);
    running(objects, "small");
    running(objects, "large");
    StringBuilder text = new StringBuilder();
    long start = Clock.systemUTC().instant().getEpochSecond() - 30 * HOUR;
    series(text, "container_cpu_usage_seconds_total", "small", start, t -> 0.45 * (t - start));
    series(text, "container_cpu_usage_seconds_total", "large", start, t -> 0.2 * (t - start));
    series(text, "container_memory_working_set_bytes", "small", start, t -> 900 * MIB);
    series(text, "container_memory_working_set_bytes", "large", start, t -> 400 * MIB);
    prometheus = LocalPrometheus.with(dir, text.append("# EOF\n").toString());
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  private static void running(KubernetesObjects objects, String name) {
    Deployment deployment = objects.deployment(name, 1, POD);
    var set = objects.replicaSetOf(deployment, name + "-5f6d", POD);
    objects.runningPodOf(set, name + "-5f6d-x1", "n1", POD);
  }

  private static void series(
      StringBuilder text, String metric, String name, long start, LongToDoubleFunction value) {
    for (long t = start; t < start + 30 * HOUR; t += 60) {
      text.append(metric)
          .append(
              "{namespace=\"%s\",pod=\"%s-5f6d-x1\",container=\"app\"} ".formatted(namespace, name))
          .append(value.applyAsDouble(t))
          .append(' ')
          .append(t)
          .append('\n');
    }
  }

  private static Program.Result report(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("report", "-n", namespace, "--prometheus-url", prometheus.url()));
    arguments.addAll(List.of(more));
    return rightsize.run(arguments.toArray(String[]::new));
  }

  @Test
  void printsATableAndNoProgressIntoAPipe() {
    Program.Result said = report();

    assertThat(said.status()).as(said.err()).isZero();
    assertThat(said.err()).isEmpty();
    // A day of history: 15 % of headroom and 15 x (1/2 - 1/8) = 5.6 % make 1.206 of 400Mi and of
    // 900Mi.
    assertThat(said.out().lines())
        .satisfiesExactly(
            head -> assertThat(head).startsWith("NAMESPACE "),
            first -> assertThat(first).contains("Deployment/large", "1->240m", "2Gi->483Mi"),
            second -> assertThat(second).contains("Deployment/small", "1->540m", "2Gi->1086Mi"),
            totals -> assertThat(totals).startsWith("2 workloads, 2 containers: "));
  }

  @Test
  void losesNoSignInTheLocaleC() {
    assertThat(Stream.of("markdown", "html").map(format -> report("-o", format).out()))
        .allSatisfy(text -> assertThat(text).contains("→").doesNotContain("?240m", "? 240m"));
  }

  @Test
  void takesItsRulesFromTheOptions() throws IOException {
    Program.Result said =
        report(
            "-o",
            "json",
            "--cpu-headroom",
            "50",
            "--price-cpu",
            "1",
            "--price-memory",
            "0",
            "--currency",
            "EUR",
            "-l",
            "app=large");

    assertThat(said.status()).as(said.err()).isZero();
    JsonNode containers = new ObjectMapper().readTree(said.out()).get("containers");
    assertThat(containers).hasSize(1);
    assertThat(containers.get(0).at("/cpu/recommended/request").asText()).isEqualTo("300m");
    // 0.7 cores for 730 hours at 1 EUR.
    assertThat(containers.get(0).at("/savings/monthly").asText()).isEqualTo("511.00");
    assertThat(containers.get(0).at("/savings/currency").asText()).isEqualTo("EUR");
  }

  @ParameterizedTest
  @CsvSource({"0.01, 1", "100000, 0"})
  void endsWithOneWhenMoreThanAllowedCouldBeSaved(String allowed, int status) {
    Program.Result said = report("--fail-above", allowed);

    assertThat(said.status()).as(said.err()).isEqualTo(status);
    assertThat(said.out()).contains("Deployment/large");
    assertThat(said.err()).hasLineCount(status);
  }

  @Test
  void saysInOneLineThatPrometheusIsAway() {
    rightsize
        .run("report", "-n", namespace, "--prometheus-url", "http://127.0.0.1:1")
        .isOneLineThatSays("127.0.0.1:1");
  }

  @Test
  void saysInOneLineThatNoPrometheusIsNamed() {
    rightsize.run("report", "-n", namespace).isOneLineThatSays("RIGHTSIZING_PROMETHEUS_URL");
  }

  @Test
  void saysOnStandardErrorThatUsageIsMissing(LocalApiServer server) {
    String other = server.newNamespace("unrecorded");
    running(new KubernetesObjects(server.client(), other), "web");

    Program.Result said =
        rightsize.run("report", "-n", other, "--prometheus-url", prometheus.url());

    assertThat(said.status()).isEqualTo(2);
    assertThat(said.out()).contains("Deployment/web");
    assertThat(said.err()).contains("container_cpu_usage_seconds_total");
  }

  @ParameterizedTest
  @CsvSource({
    "report -o nonsense --prometheus-url http://127.0.0.1:1, nonsense",
    "report --lookback 5x --prometheus-url http://127.0.0.1:1, --lookback",
    "report --cpu-percentile 101 --prometheus-url http://127.0.0.1:1, percentile",
    "report --price-cpu 1 --prometheus-url http://127.0.0.1:1, --price-memory",
    "explain, KIND/NAME",
    "explain checkout, KIND/NAME",
    "approve gadget/checkout, gadget"
  })
  void saysInOneLineWhatIsWrongWithTheArguments(String arguments, String word) {
    rightsize.run(arguments.split(" ")).isOneLineThatSays(word);
  }

  @Test
  void runsAsAPluginOfKubectlThroughALink(@TempDir Path dir) throws IOException {
    Path link = Files.createSymbolicLink(dir.resolve("kubectl-rightsize"), Program.WRAPPER);

    Program.Result said = new Program(link, kubeconfig).run("report", "--help");

    assertThat(said.status()).as(said.err()).isZero();
    assertThat(said.out()).contains("--fail-above");
  }
}
