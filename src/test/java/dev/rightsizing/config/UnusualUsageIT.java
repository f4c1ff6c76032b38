// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static dev.rightsizing.testkit.KubernetesObjects.quantities;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.cli.CommandRun;
import dev.rightsizing.cli.report.ReportEngines;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.LocalPrometheus;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Reports of usage as clusters have it, over a real API server and a real Prometheus. */
@ExtendWith(LocalApiServer.Provided.class)
class UnusualUsageIT {
  private static final long END = System.currentTimeMillis() / 1000 / 300 * 300;
  private static final long HOUR = 3600;
  private static final long START = (END - 50 * HOUR) / HOUR * HOUR;
  private static final double MIB = 1024 * 1024;
  private static final StringBuilder CPU = new StringBuilder();
  private static final StringBuilder MEMORY = new StringBuilder();

  private static LocalApiServer server;
  private static LocalPrometheus prometheus;
  private static String node;
  private static String dips;
  private static String pods;
  private static String slow;
  private static String old;
  private static String limits;

  @BeforeAll
  static void prepare(LocalApiServer local, @TempDir Path dir) {
    server = local;
    dips = local.newNamespace("dips");
    pods = local.newNamespace("whole-pods");
    slow = local.newNamespace("slow");
    old = local.newNamespace("old-labels");
    limits = local.newNamespace("limits");
    node = dips;
    // Greater than any node of another test in this server.
    client()
        .nodes()
        .resource(
            new NodeBuilder()
                .withNewMetadata()
                .withName(node)
                .endMetadata()
                .withNewStatus()
                .withCapacity(quantities("cpu=32,memory=256Gi"))
                .withAllocatable(quantities("cpu=31500m,memory=250Gi"))
                .endStatus()
                .build())
        .create();
    counterThatDips();
    otherLabels();
    large();
    prometheus = LocalPrometheus.with(dir, CPU.toString() + MEMORY + "# EOF\n");
  }

  @AfterAll
  static void stop() {
    client().nodes().withName(node).delete();
    prometheus.close();
  }

  private static KubernetesClient client() {
    return server.client();
  }

  /** A deduplicating store lets a counter fall by a second, which a rate takes for a new start. */
  private static void counterThatDips() {
    PodSpec pod = pod(container("app", "cpu=500m,memory=512Mi", "cpu=1,memory=1Gi"));
    running(dips, "web", pod);
    uses(dips, "web-5f6d-x1", 0.2, 60, 3.0e6, List.of(502, 1502, 2502));
    new KubernetesObjects(client(), dips)
        .cronJob("report", 1, pod(container("app", "cpu=1,memory=512Mi", "cpu=2,memory=1Gi")));
    for (int run = 1; run < 24; run++) {
      long from = START + 2 * run * HOUR;
      boolean dip = run == 10;
      String labels =
          labels(dips, "report-" + from / 60 + "-x" + "bcdfghjklm".charAt(run % 10) + "dk2");
      counter(labels, from, from + 1200, 60, 0.5, dip ? 2.0e6 : 1, dip ? List.of(12) : List.of());
      memory(labels, from, from + 1200, 60);
    }
  }

  private static void otherLabels() {
    PodSpec pod = pod(container("app", "cpu=2,memory=2Gi", ""));
    running(pods, "app", pod);
    running(slow, "app", pod);
    running(old, "app", pod);
    String whole = "namespace=\"" + pods + "\",pod=\"app-5f6d-x1\",container=\"\"";
    counter(whole, START, END, 60, 0.2, 1000, List.of());
    memory(whole, START, END, 60);
    String before = "namespace=\"" + old + "\",pod_name=\"app-5f6d-x1\",container_name=\"app\"";
    counter(before, START, END, 60, 0.2, 1000, List.of());
    memory(before, START, END, 60);
    uses(slow, "app-5f6d-x1", 0.2, 300, 1000, List.of());
  }

  private static void large() {
    running(limits, "busy", pod(container("app", "cpu=20,memory=2Gi", "")));
    uses(limits, "busy-5f6d-x1", 30, 60, 0, List.of());
    KubernetesObjects objects = new KubernetesObjects(client(), limits);
    PodSpec huge = pod(container("app", "cpu=512k,memory=3Ei", ""));
    Deployment deployment = objects.deployment("huge", 1, huge);
    objects.podOf(objects.replicaSetOf(deployment, "huge-5f6d", huge), "huge-5f6d-x1", huge);
    uses(limits, "huge-5f6d-x1", 0.1, 60, 1000, List.of());
  }

  private static void running(String namespace, String name, PodSpec pod) {
    KubernetesObjects objects = new KubernetesObjects(client(), namespace);
    Deployment deployment = objects.deployment(name, 1, pod);
    objects.runningPodOf(
        objects.replicaSetOf(deployment, name + "-5f6d", pod), name + "-5f6d-x1", node, pod);
  }

  private static String labels(String namespace, String pod) {
    return "namespace=\"" + namespace + "\",pod=\"" + pod + "\",container=\"app\"";
  }

  private static void uses(
      String namespace, String pod, double cores, int every, double base, List<Integer> dips) {
    counter(labels(namespace, pod), START, END, every, cores, base, dips);
    memory(labels(namespace, pod), START, END, every);
  }

  private static void counter(
      String labels, long from, long to, int every, double cores, double base, List<Integer> dips) {
    int number = 0;
    for (long t = from; t <= to; t += every, number++) {
      double total = base + cores * (t - from);
      double shown = dips.contains(number) ? total - cores * every - 1 : total;
      line(CPU, "container_cpu_usage_seconds_total", labels, shown, t);
    }
  }

  private static void memory(String labels, long from, long to, int every) {
    for (long t = from; t <= to; t += every) {
      line(MEMORY, "container_memory_working_set_bytes", labels, 300 * MIB, t);
    }
  }

  private static void line(
      StringBuilder text, String metric, String labels, double value, long at) {
    text.append(metric).append('{').append(labels).append("} ").append(value);
    text.append(' ').append(at).append('\n');
  }

  private static CommandRun report(String... options) {
    Settings settings =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withDefaultValues(Map.of())
            .withMapping(Settings.class)
            .build()
            .getConfigMapping(Settings.class);
    ReportEngines engines =
        new CommandLineWiring(Clock.systemUTC(), () -> settings).reportEngines();
    List<String> arguments = new ArrayList<>(List.of("report", "-o", "json"));
    arguments.add("--kubeconfig=" + server.kubeconfigFile());
    arguments.add("--prometheus-url=" + prometheus.url());
    Collections.addAll(arguments, options);
    return CommandRun.of(List.of(engines), arguments.toArray(String[]::new));
  }

  private static JsonNode row(CommandRun run, String workload) throws Exception {
    for (JsonNode row : new ObjectMapper().readTree(run.out()).get("containers")) {
      String name = row.at("/target/kind").asText() + "/" + row.at("/target/name").asText();
      if (name.equals(workload)) {
        return row;
      }
    }
    throw new AssertionError(workload + " is not in " + run.out() + run.err());
  }

  @Test
  void aCounterThatDipsIsNoUsage() throws Exception {
    CommandRun run = report("-n", dips);

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode web = row(run, "Deployment/web").get("cpu");
    // The counter rises by 0.2 a second throughout; 0.2 x 1.20.
    assertThat(web.at("/usage/mean").asText()).isEqualTo("200m");
    assertThat(web.at("/usage/p95").asText()).isEqualTo("200m");
    assertThat(web.at("/usage/max").asText()).isIn("200m", "200.3m", "201m");
    assertThat(web.at("/recommended/request").asText()).isEqualTo("240m");
    assertThat(web.get("explanation").asText()).contains("3 impossible samples were dropped");
    JsonNode job = row(run, "CronJob/report").get("cpu");
    assertThat(job.at("/usage/max").asText()).isEqualTo("500m");
    assertThat(job.at("/recommended/request").asText()).isEqualTo("600m");
    assertThat(job.get("explanation").asText()).contains("1 impossible sample was dropped");
  }

  @Test
  void samplesFiveMinutesApartAreReadOverTwentyMinutes() throws Exception {
    CommandRun run = report("-n", slow);

    assertThat(run.status()).as(run.err()).isZero();
    JsonNode cpu = row(run, "Deployment/app").get("cpu");
    assertThat(cpu.at("/usage/p95").asText()).isEqualTo("200m");
    assertThat(cpu.at("/recommended/request").asText()).isEqualTo("240m");
    assertThat(cpu.get("explanation").asText()).contains("each rate is over 20m");
  }

  @Test
  void tellsWholePodsFromContainersAndEndsWithTwo() throws Exception {
    CommandRun run = report("-n", pods, "--fail-above", "1");

    assertThat(run.status()).isEqualTo(2);
    assertThat(row(run, "Deployment/app").at("/cpu/recommended/request").asText()).isEqualTo("2");
    assertThat(run.err()).contains("namespace " + pods, "of whole pods only", "cri-dockerd");
  }

  @Test
  void tellsLabelsOfBeforeKubernetes116AndEndsWithTwo() {
    CommandRun run = report("-n", old, "--fail-above", "1");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("namespace " + old, "pod_name and container_name");
  }

  @Test
  void namesTheNamespaceWithoutUsageBesideOthersThatHaveSome() {
    CommandRun run = report("-n", String.join(",", dips, pods));

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Arrays.stream(run.err().split("\n")).filter(l -> l.contains("namespace ")))
        .singleElement()
        .asString()
        .contains("namespace " + pods, "container_cpu_usage_seconds_total")
        .doesNotContain(dips);
  }

  @Test
  void saysThatANamespaceHasNoSeriesAtAll() {
    String none = server.newNamespace("unrecorded");
    running(none, "web", pod(container("app", "cpu=1", "")));

    CommandRun run = report("-n", none);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("namespace " + none, "no series of", "/metrics/cadvisor");
  }

  @Test
  void refusesANamespaceThatIsNotThere() {
    CommandRun run = report("-n", "not-there", "--fail-above", "1");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("no namespace not-there").hasLineCount(1);
  }

  @Test
  void neitherASizeBeyondEveryNodeNorAPodThatNeverRanSavesOrCosts() throws Exception {
    CommandRun run = report("-n", limits);

    // 30 cores x 1.20 = 36, and no node has more than 31.5 for pods.
    JsonNode busy = row(run, "Deployment/busy");
    assertThat(busy.at("/cpu/verdict").asText()).isEqualTo("Unschedulable");
    assertThat(busy.at("/cpu/recommended/request").asText()).isEqualTo("20");
    assertThat(busy.at("/cpu/explanation").asText())
        .contains("requests 36 would fit no node", node + ", has 31500m for pods");
    // 512k cores and 3 EiB never ran: 0.1 x 1.20 and 300 MiB x 1.15 are right, and save nothing.
    JsonNode huge = row(run, "Deployment/huge");
    assertThat(huge.at("/cpu/recommended/request").asText()).isEqualTo("120m");
    assertThat(huge.at("/savings/monthly").asText()).isEqualTo("0.00");
  }
}
