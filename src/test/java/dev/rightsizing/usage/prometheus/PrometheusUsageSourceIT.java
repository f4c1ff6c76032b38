// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.GpuUse;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.testkit.LocalPrometheus;
import dev.rightsizing.usage.PodOwnerHistory;
import dev.rightsizing.usage.PodOwnerHistory.Named;
import dev.rightsizing.usage.PodOwnerHistory.Owner;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.UsageSource.NodePrice;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusUsageSourceIT {
  private static final long END = System.currentTimeMillis() / 1000 / 3600 * 3600;
  private static final long START = END - 6 * 3600;
  private static LocalPrometheus prometheus;

  @BeforeAll
  static void start(@TempDir Path dir) {
    StringBuilder text = new StringBuilder();
    cpu(text, "shop", "a-1", "app", "r1", 0.25);
    cpu(text, "shop", "a-1", "app", "r2", 0.20);
    cpu(text, "shop", "a-b-1", "app", "r1", 0.75);
    cpu(text, "shop", "a-1", "POD", "r1", 5);
    cpu(text, "shop", "a-1", "", "r1", 5);
    cpu(text, "bank", "x-1", "app", "r1", 0.5);
    for (long t = START; t <= END; t += 60) {
      // A peak of one minute that a read every five minutes would miss.
      double bytes = t == START + 3600 + 120 ? 900e6 : 300e6;
      line(
          text, "container_memory_working_set_bytes", labels("shop", "a-1", "app", "r1"), bytes, t);
    }
    for (long t = START; t <= END; t += 60) {
      line(
          text,
          "kube_pod_owner",
          "namespace=\"shop\",pod=\"gone-5f6-x\",owner_kind=\"ReplicaSet\","
              + "owner_name=\"gone-5f6\",owner_is_controller=\"true\"",
          1,
          t);
    }
    for (long t = START; t <= END; t += 60) {
      line(
          text,
          "kube_replicaset_owner",
          "namespace=\"shop\",replicaset=\"gone-5f6\","
              + "owner_kind=\"Deployment\",owner_name=\"gone\",owner_is_controller=\"true\"",
          1,
          t);
    }
    for (String series : List.of("node_cpu_hourly_cost 0.04", "node_ram_hourly_cost 0.005")) {
      for (long t = START; t <= END; t += 60) {
        String[] parts = series.split(" ");
        line(text, parts[0], "node=\"n1\"", Double.parseDouble(parts[1]), t);
      }
    }
    for (String metric : GPUS) {
      for (int gpu = 0; gpu < GPU_LABELS.size(); gpu++) {
        for (long t = START; t <= END; t += 60) {
          line(
              text,
              metric,
              "UUID=\"GPU-" + gpu / 2 + "\"," + GPU_LABELS.get(gpu),
              20 * (gpu + 1),
              t);
        }
      }
    }
    prometheus = LocalPrometheus.with(dir, text.append("# EOF\n").toString());
  }

  private static final List<String> GPUS =
      List.of("DCGM_FI_DEV_FB_FREE", "DCGM_FI_DEV_FB_USED", "DCGM_FI_DEV_GPU_UTIL");

  /** Two by two of one GPU: by two replicas, in use and idle, by honoured labels. */
  private static final List<String> GPU_LABELS =
      List.of(
          "namespace=\"gpu-operator\",pod=\"dcgm-exporter-1\",exported_namespace=\"train\",replica=\"r1\"",
          "namespace=\"gpu-operator\",pod=\"dcgm-exporter-1\",exported_namespace=\"train\",replica=\"r2\"",
          "namespace=\"gpu-operator\",pod=\"nvidia-dcgm-exporter-2\"",
          "namespace=\"shop\",pod=\"model-1\"");

  @AfterAll
  static void stop() {
    prometheus.close();
  }

  private static String labels(String namespace, String pod, String container, String replica) {
    return "namespace=\""
        + namespace
        + "\",pod=\""
        + pod
        + "\",container=\""
        + container
        + "\",replica=\""
        + replica
        + "\"";
  }

  private static void cpu(
      StringBuilder text, String ns, String pod, String container, String replica, double cores) {
    for (long t = START; t <= END; t += 60) {
      line(
          text,
          "container_cpu_usage_seconds_total",
          labels(ns, pod, container, replica),
          cores * (t - START),
          t);
    }
  }

  private static void line(StringBuilder text, String name, String labels, double value, long t) {
    text.append(name)
        .append('{')
        .append(labels)
        .append("} ")
        .append(value)
        .append(' ')
        .append(t)
        .append('\n');
  }

  private static UsageSource source(Map<String, String> matchers) throws UsageException {
    return new PrometheusUsageSources(
            new PrometheusSettings(
                Optional.of(URI.create(prometheus.url())),
                Credentials.NONE,
                Map.of(),
                new AllowedUrls(List.of()),
                new PrometheusSettings.Query(
                    2, Duration.ofSeconds(20), 1_000_000, 1, Duration.ofMillis(50), true)),
            Clock.systemUTC(),
            QueryListener.NONE)
        .source(new SourceRequest(Optional.empty(), Optional.empty(), matchers));
  }

  private static UsageQuery query(Resource resource, String... namespaces) {
    return new UsageQuery(
        resource,
        new TreeSet<>(Set.of(namespaces)),
        Instant.ofEpochSecond(START + 600),
        Instant.ofEpochSecond(END - 600),
        Duration.ofMinutes(5));
  }

  private static Map<String, TreeMap<Long, Double>> read(UsageSource source, UsageQuery query)
      throws UsageException {
    Map<String, TreeMap<Long, Double>> found = new HashMap<>();
    source.read(
        query,
        (key, seconds, values, count) -> {
          for (int i = 0; i < count; i++) {
            found
                .computeIfAbsent(key.pod() + "/" + key.container(), k -> new TreeMap<>())
                .merge(seconds[i], values[i], Math::max);
          }
        });
    return found;
  }

  @Test
  void readsTheRateOfCpuSecondsForManyNamespacesAtOnce() throws UsageException {
    var found = read(source(Map.of()), query(Resource.CPU, "shop", "bank"));

    assertThat(found).containsOnlyKeys("a-1/app", "a-b-1/app", "x-1/app");
    assertThat(found.get("a-b-1/app").values())
        .allSatisfy(v -> assertThat(v).isCloseTo(0.75, within(1e-9)));
    assertThat(found.get("x-1/app").lastKey()).isEqualTo(END - 600);
  }

  @Test
  void duplicatesOfAPairArePassedOnForTheGreaterToCount() throws UsageException {
    var found = read(source(Map.of()), query(Resource.CPU, "shop"));

    assertThat(found.get("a-1/app").values())
        .allSatisfy(v -> assertThat(v).isCloseTo(0.25, within(1e-9)));
  }

  @Test
  void seesAMemoryPeakBetweenTwoSteps() throws UsageException {
    var found = read(source(Map.of()), query(Resource.MEMORY, "shop"));

    assertThat(found.get("a-1/app").values()).contains(900e6).contains(300e6);
  }

  @Test
  void aMatcherKeepsToItsSeries() throws UsageException {
    var found = read(source(Map.of("replica", "r2")), query(Resource.CPU, "shop"));

    assertThat(found).containsOnlyKeys("a-1/app");
    assertThat(found.get("a-1/app").firstEntry().getValue()).isCloseTo(0.20, within(1e-9));
  }

  @Test
  void aWrongTenantIsEmptyAndNoError() throws UsageException {
    ReadReport report =
        source(Map.of("cluster", "elsewhere"))
            .read(query(Resource.CPU, "shop"), (k, s, v, n) -> {});

    assertThat(report.series()).isZero();
  }

  @Test
  void knowsTheOwnersOfPodsThatAreGone() throws UsageException {
    PodOwnerHistory owners =
        source(Map.of())
            .podOwners(Set.of("shop"), Instant.ofEpochSecond(START), Instant.ofEpochSecond(END));

    Owner replicaSet = new Owner("shop", "ReplicaSet", "gone-5f6");
    assertThat(owners.podOwners()).containsEntry(new Named("shop", "gone-5f6-x"), replicaSet);
    assertThat(owners.ownerOwners())
        .containsEntry(replicaSet, new Owner("shop", "Deployment", "gone"));
  }

  @Test
  void readsThePricesOfNodes() throws UsageException {
    assertThat(source(Map.of()).nodePrices(Instant.ofEpochSecond(END - 60)))
        .containsExactly(Map.entry("n1", new NodePrice(0.04, 0.005)));
  }

  @Test
  void readsGpusByTheNamespaceOfTheirPod() throws UsageException {
    assertThat(source(Map.of()).gpus(Instant.ofEpochSecond(END - 60)))
        .containsOnly(
            // Of two replicas of Prometheus the one GPU counts once.
            Map.entry("train", gpu(40, 40)), Map.entry("shop", gpu(80, 80)));
    assertThat(source(Map.of("cluster", "other")).gpus(Instant.ofEpochSecond(END - 60))).isEmpty();
  }

  private static GpuUse gpu(double percent, double mebibytes) {
    OptionalDouble bytes = OptionalDouble.of(mebibytes * 1024 * 1024);
    return new GpuUse(OptionalDouble.of(percent), bytes, bytes);
  }

  @Test
  void anUnknownPathUnderTheUrlIsNoPrometheus() throws UsageException {
    UsageSource wrong =
        new PrometheusUsageSources(
                new PrometheusSettings(
                    Optional.of(URI.create(prometheus.url() + "/nowhere")),
                    Credentials.NONE,
                    Map.of(),
                    new AllowedUrls(List.of()),
                    new PrometheusSettings.Query(
                        2, Duration.ofSeconds(20), 1_000_000, 1, Duration.ofMillis(50), true)),
                Clock.systemUTC(),
                QueryListener.NONE)
            .source(SourceRequest.DEFAULT);

    UsageException failure =
        catchThrowableOfType(
            UsageException.class,
            () -> wrong.read(query(Resource.CPU, "shop"), (k, s, v, n) -> {}));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_FOUND);
  }
}
