// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.PolicySignal;
import dev.rightsizing.model.risk.SignalReading;
import dev.rightsizing.recommend.PolicyReader;
import dev.rightsizing.testkit.LocalPrometheus;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.plausible.Ceilings;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.usage.risk.RiskReadings;
import dev.rightsizing.usage.risk.RiskRequest;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each query of samples/policy-podtrace.yaml against a Prometheus that has the agent's series. */
class TracingAgentIT {
  private static final long END = System.currentTimeMillis() / 1000 / 3600 * 3600;
  private static final WorkloadRef SLOW = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "slow");
  private static final WorkloadRef CALM = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "calm");
  private static final PodOwners OWNERS =
      (namespace, pod) ->
          Optional.of(
              new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, pod.replaceFirst("-.*", "")));
  private static final PodSizes LIVING =
      new PodSizes(
          Map.of(
              new PodRef("shop", "slow-1"), Map.of("app", Map.of()),
              new PodRef("shop", "slow-2"), Map.of("app", Map.of()),
              new PodRef("shop", "calm-1"), Map.of("app", Map.of())));
  private static final List<String> HISTOGRAMS =
      List.of(
          "podtrace_rtt_seconds",
          "podtrace_latency_seconds",
          "podtrace_dns_latency_seconds_histogram",
          "podtrace_fs_latency_seconds_histogram",
          "podtrace_cpu_block_seconds_histogram");
  private static final StringBuilder TEXT = new StringBuilder();
  private static LocalPrometheus prometheus;

  @BeforeAll
  static void start(@TempDir Path dir) {
    for (String name : HISTOGRAMS) {
      histogram(name, "slow-1", 0.003);
      histogram(name, "slow-2", 2);
      histogram(name, "calm-1", 0.003);
    }
    gauges("slow-1", 30, 0);
    gauges("slow-2", 96, 3);
    gauges("calm-1", 30, 0);
    // An agent that watches a node's processes together has no pod to offer.
    sample("podtrace_resource_alert_level{resource_type=\"io\",instance=\"node-1\"} ", t -> 3);
    prometheus = LocalPrometheus.with(dir, TEXT.append("# EOF\n").toString());
  }

  @FunctionalInterface
  private interface Value {
    double at(long second);
  }

  private static void sample(String series, Value value) {
    for (long t = END - 600; t <= END; t += 30) {
      TEXT.append(series).append(value.at(t)).append(' ').append(t).append('\n');
    }
  }

  /** Ten operations a second of two processes that all take so long, in the agent's own buckets. */
  private static void histogram(String name, String pod, double seconds) {
    for (String process : List.of("java", "nginx")) {
      double bound = 0.0001;
      for (int i = 0; i <= 20; i++) {
        boolean last = i == 20;
        boolean holds = last || bound >= seconds;
        String le = last ? "+Inf" : Double.toString(bound);
        sample(
            "%s_bucket{namespace=\"shop\",pod=\"%s\",exported_namespace=\"\",type=\"NET\",process_name=\"%s\",le=\"%s\"} "
                .formatted(name, pod, process, le),
            t -> holds ? 10.0 * (t - END + 600) : 0);
        bound *= 2;
      }
    }
  }

  private static void gauges(String pod, double percent, double level) {
    for (String resource : List.of("cpu", "memory", "io")) {
      String labels =
          "{namespace=\"shop\",pod=\"%s\",exported_namespace=\"\",resource_type=\"%s\"} "
              .formatted(pod, resource);
      sample("podtrace_resource_limit_bytes" + labels, t -> 1e9);
      sample("podtrace_resource_usage_bytes" + labels, t -> 1e7 * percent);
      sample("podtrace_resource_utilization_percent" + labels, t -> percent);
      sample("podtrace_resource_alert_level" + labels, t -> level);
    }
  }

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  private static List<PolicySignal> signals() throws Exception {
    return new PolicyReader()
        .read(
            Serialization.unmarshal(
                Files.readString(Path.of("samples/policy-podtrace.yaml")), RightSizingPolicy.class))
        .risk()
        .signals();
  }

  private static RiskReadings read() throws Exception {
    return new RiskReader(CollectorSettings.of(100_000, 2))
        .read(
            TestSources.source(prometheus.url(), Credentials.NONE, 0),
            new RiskRequest(
                new TreeSet<>(Set.of("shop")),
                OWNERS,
                LIVING,
                signals(),
                true,
                Map.of(),
                Ceilings.ABSOLUTE,
                Instant.ofEpochSecond(END)));
  }

  @Test
  void everySignalFindsTheSlowPodAndNamesIt() throws Exception {
    Map<String, SignalReading> slow = read().named(SLOW);

    assertThat(signals()).hasSize(8);
    for (PolicySignal signal : signals()) {
      assertThat(slow.get(signal.name()))
          .as(signal.name())
          .isInstanceOfSatisfying(
              SignalReading.Measured.class,
              measured -> {
                assertThat(measured.value()).isGreaterThan(signal.above());
                assertThat(measured.where()).isEqualTo("pod slow-2");
              });
    }
  }

  @Test
  void noSignalIsRaisedForACalmWorkload() throws Exception {
    Map<String, SignalReading> calm = read().named(CALM);

    for (PolicySignal signal : signals()) {
      assertThat(calm.get(signal.name()))
          .as(signal.name())
          .isInstanceOfSatisfying(
              SignalReading.Measured.class,
              measured -> assertThat(measured.value()).isLessThan(signal.above()));
    }
  }

  @Test
  void thePartForPrometheusIsAValidConfiguration() throws Exception {
    Process promtool =
        new ProcessBuilder(".local/bin/promtool", "check", "config", "samples/podtrace-scrape.yaml")
            .redirectErrorStream(true)
            .start();
    String printed = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(printed).isZero();
  }
}
