// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.risk.SignalReading;
import dev.rightsizing.testkit.LocalPrometheus;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.plausible.Ceilings;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.usage.risk.RiskReadings;
import dev.rightsizing.usage.risk.RiskRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals of risk from a real Prometheus. */
class PrometheusRiskIT {
  private static final long END = System.currentTimeMillis() / 1000 / 3600 * 3600;
  private static final long START = END - 7200;
  private static final PodOwners OWNERS =
      (namespace, pod) ->
          pod.startsWith("web-")
              ? Optional.of(new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "web"))
              : Optional.empty();
  private static final PodSizes LIVING =
      new PodSizes(
          Map.of(
              new PodRef("shop", "web-1"), Map.of("app", Map.of()),
              new PodRef("shop", "web-2"), Map.of("app", Map.of())));
  private static final StringBuilder TEXT = new StringBuilder();
  private static LocalPrometheus prometheus;

  @BeforeAll
  static void start(@TempDir Path dir) {
    // The counters of web-1 are reset by a restart a minute before the end.
    long reset = END - 90;
    LongToDoubleFunction since = t -> t >= reset ? t - reset : t - START;
    series("container_cpu_cfs_periods_total", "web-1", t -> 8 * since.applyAsDouble(t));
    series("container_cpu_cfs_throttled_periods_total", "web-1", t -> 4 * since.applyAsDouble(t));
    series("container_cpu_cfs_throttled_seconds_total", "web-1", t -> 0.2 * since.applyAsDouble(t));
    series("container_memory_working_set_bytes", "web-1", t -> 1e8 + 1e4 * (t - START));
    series("kube_pod_container_status_restarts_total", "web-1", t -> t >= reset ? 1 : 0);
    // Idle: counters that stand still.
    series("container_cpu_cfs_periods_total", "web-2", t -> 50);
    series("container_cpu_cfs_throttled_periods_total", "web-2", t -> 49);
    series("container_cpu_cfs_throttled_seconds_total", "web-2", t -> 3);
    series("container_memory_working_set_bytes", "other-1", t -> 5e8);
    // Waiting 300 ms a second; one pod runs, the other hardly does.
    series("container_pressure_cpu_waiting_seconds_total", "web-1", t -> 0.3 * (t - START));
    series("container_cpu_usage_seconds_total", "web-1", t -> 0.5 * (t - START));
    series("container_pressure_cpu_waiting_seconds_total", "web-2", t -> 0.3 * (t - START));
    series("container_cpu_usage_seconds_total", "web-2", t -> 0.001 * (t - START));
    labelled("dns_latency", "namespace=\"shop\",pod=\"web-1\",container=\"app\"", 0.2);
    labelled("dns_latency", "namespace=\"shop\",pod=\"web-2\",container=\"app\"", 0.7);
    labelled("dns_latency", "namespace=\"shop\",pod=\"other-1\",container=\"app\"", 9);
    labelled("dns_latency", "namespace=\"bank\",pod=\"web-1\",container=\"app\"", 8);
    labelled("error_ratio", "namespace=\"shop\",deployment=\"web\",pod=\"exporter-1\"", 0.04);
    labelled("node_load", "instance=\"n1\"", 3);
    prometheus = LocalPrometheus.with(dir, TEXT.append("# EOF\n").toString());
  }

  private static void labelled(String name, String labels, double value) {
    for (long t = END - 600; t <= END; t += 30) {
      TEXT.append(name)
          .append('{')
          .append(labels)
          .append("} ")
          .append(value)
          .append(' ')
          .append(t)
          .append('\n');
    }
  }

  private static void series(String name, String pod, LongToDoubleFunction value) {
    for (long t = START; t <= END; t += 30) {
      TEXT.append(name)
          .append("{namespace=\"shop\",container=\"app\",pod=\"")
          .append(pod)
          .append("\"} ")
          .append(value.applyAsDouble(t))
          .append(' ')
          .append(t)
          .append('\n');
    }
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  private static RiskReadings read(String url, long at, String... namespaces)
      throws UsageException {
    return new RiskReader(CollectorSettings.of(100_000, 2))
        .read(
            TestSources.source(url, Credentials.NONE, 0),
            new RiskRequest(
                new TreeSet<>(Set.of(namespaces)), OWNERS, Map.of(), Instant.ofEpochSecond(at)));
  }

  private static List<PodReading> pods(RiskReadings readings) {
    return readings
        .of(new ContainerRef(new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web"), "app"))
        .stream()
        .sorted((a, b) -> a.pod().compareTo(b.pod()))
        .toList();
  }

  @Test
  void readsEverySignalByPodAndKeepsToItsOwner() throws UsageException {
    RiskReadings readings = read(prometheus.url(), END, "shop", "bank");

    assertThat(readings.failed()).isEmpty();
    assertThat(readings.pods()).hasSize(1);
    PodReading busy = pods(readings).get(0);
    assertThat(busy.cfs().orElseThrow().throttledShare()).isCloseTo(0.5, within(0.01));
    assertThat(busy.cfs().orElseThrow().waitedSeconds()).isCloseTo(0.2, within(0.05));
    assertThat(busy.cfs().orElseThrow().periods()).isCloseTo(8, within(1.0));
    assertThat(busy.pressure().orElseThrow()).isCloseTo(0.3, within(0.01));
    assertThat(busy.memory()).hasSizeBetween(23, 26);
    assertThat(busy.memory().get(busy.memory().size() - 1).bytes())
        .isCloseTo(1e8 + 1e4 * 7200, within(1e6));
    assertThat(busy.restarts().orElseThrow()).isCloseTo(1, within(0.1));
  }

  @Test
  void anIdleContainerHasPeriodsButNoShare() throws UsageException {
    PodReading idle = pods(read(prometheus.url(), END, "shop")).get(1);

    assertThat(idle.cfs()).contains(new PodReading.Cfs(0, 0, 0));
    assertThat(idle.pressure()).hasValue(0);
    assertThat(idle.memory()).isEmpty();
    assertThat(idle.restarts()).isEmpty();
  }

  @Test
  void ofWhatIsStaleOnlyThePastIsRead() throws UsageException {
    Instant last = Instant.ofEpochSecond(END);

    assertThat(pods(read(prometheus.url(), END + 1800, "shop")))
        .allMatch(pod -> pod.cfs().isEmpty())
        .allMatch(pod -> pod.memory().stream().noneMatch(point -> point.at().isAfter(last)));
  }

  private static RiskReadings ask(Map<String, String> queries) throws UsageException {
    return new RiskReader(CollectorSettings.of(100_000, 2))
        .read(
            TestSources.source(prometheus.url(), Credentials.NONE, 0),
            new RiskRequest(
                new TreeSet<>(Set.of("shop")),
                OWNERS,
                LIVING,
                queries.entrySet().stream()
                    .map(
                        e ->
                            new PolicySignal(
                                e.getKey(),
                                e.getValue(),
                                0.5,
                                Duration.ofMinutes(5),
                                RiskLevel.WARNING,
                                ""))
                    .toList(),
                true,
                Map.of(),
                Ceilings.ABSOLUTE,
                Instant.ofEpochSecond(END)));
  }

  private static SignalReading web(String query) throws UsageException {
    return ask(Map.of("s", query))
        .named(new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web"))
        .get("s");
  }

  @Test
  void theWorstPodOfAPolicysQueryCountsForItsWorkload() throws UsageException {
    assertThat(web("dns_latency"))
        .isEqualTo(new SignalReading.Measured(0.7, "pod web-2 container app"));
    assertThat(web("max by (namespace, pod) (dns_latency)"))
        .isEqualTo(new SignalReading.Measured(0.7, "pod web-2"));
  }

  @Test
  void onlyPodsAndContainersThatTheClusterHasAreQuoted() throws UsageException {
    String leak = "label_replace(dns_latency{pod=\"web-2\"}, \"%s\", \"%s\", \"pod\", \".*\")";

    assertThat(web(leak.formatted("container", "LEAK-secret")))
        .isEqualTo(new SignalReading.Measured(0.7, "pod web-2"));
    assertThat(web(leak.formatted("pod", "web-LEAK")))
        .isEqualTo(new SignalReading.Measured(0.7, ""));
  }

  @Test
  void aWorkloadsLabelCountsWhereThePodIsTheExporters() throws UsageException {
    assertThat(web("error_ratio")).isEqualTo(new SignalReading.Measured(0.04, ""));
  }

  @Test
  void anAnswerWithoutTheWorkloadSaysWhetherItHasOthers() throws UsageException {
    assertThat(web("dns_latency > 5")).isEqualTo(new SignalReading.Absent(true));
    assertThat(web("dns_latency{namespace=\"bank\"}")).isEqualTo(new SignalReading.Absent(false));
    assertThat(web("dns_latency > 100")).isEqualTo(new SignalReading.Absent(false));
    assertThat(web("dns_latency / 0")).isEqualTo(new SignalReading.Absent(false));
  }

  @Test
  void aFaultyQueryIsItsOwnFaultAlone() throws UsageException {
    RiskReadings readings =
        ask(
            Map.of(
                "bad", "sum(",
                "range", "dns_latency[5m]",
                "text", "\"x\"",
                "scalar", "scalar(node_load)",
                "labels", "node_load",
                "good", "dns_latency"));
    Map<String, SignalReading> web =
        readings.named(new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web"));

    assertThat(web)
        .containsEntry("bad", new SignalReading.Failed(Reason.QUERY_REJECTED))
        .containsEntry("range", new SignalReading.Failed(Reason.QUERY_REJECTED))
        .containsEntry("text", new SignalReading.Failed(Reason.QUERY_REJECTED))
        .containsEntry("scalar", new SignalReading.Failed(Reason.SIGNAL_LABELS_MISSING))
        .containsEntry("labels", new SignalReading.Failed(Reason.SIGNAL_LABELS_MISSING))
        .containsEntry("good", new SignalReading.Measured(0.7, "pod web-2 container app"));
    assertThat(readings.failed()).isEmpty();
    assertThat(pods(readings)).hasSize(2);
  }

  @Test
  void aSourceThatIsAwayIsSaidAndNotThrown() throws UsageException {
    RiskReadings readings = read("http://127.0.0.1:1", END, "shop");

    assertThat(readings.failed())
        .containsEntry(RiskKind.MEMORY, Reason.SOURCE_UNREACHABLE)
        .containsEntry(RiskKind.THROTTLING, Reason.SOURCE_UNREACHABLE);
  }
}
