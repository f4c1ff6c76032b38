// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.testkit.LocalPrometheus;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.saturation.CollectedSaturation;
import dev.rightsizing.usage.saturation.MissingEvidence;
import dev.rightsizing.usage.saturation.SaturationCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence beside usage, from the series of cAdvisor and kube-state-metrics. */
class PrometheusSignalsIT {
  private static final long END = System.currentTimeMillis() / 1000 / 3600 * 3600;
  private static final long LAST = END / 3600 - 1;
  private static final long START = END - 8 * 3600;
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final WorkloadRef BANK = new WorkloadRef("bank", WorkloadKind.DEPLOYMENT, "web");
  private static final ContainerRef APP = new ContainerRef(WEB, "app");
  private static final PodOwners OWNERS =
      (namespace, pod) ->
          pod.startsWith("web-")
              ? Optional.of(namespace.equals("shop") ? WEB : BANK)
              : Optional.empty();
  private static LocalPrometheus prometheus;

  private static final StringBuilder TEXT = new StringBuilder();

  @BeforeAll
  static void start(@TempDir Path dir) {
    // web-1 lives for six hours; its counters are reset in the third by a restart.
    long reset = START + 2 * 3600 + 1800;
    long replaced = START + 6 * 3600;
    LongToDoubleFunction tenASecond = t -> 10.0 * (t >= reset ? t - reset : t - START);
    LongToDoubleFunction oneASecond = t -> 1.0 * (t >= reset ? t - reset : t - START);
    series("container_cpu_cfs_periods_total", "web-1", "", START, replaced, tenASecond);
    series("container_cpu_cfs_throttled_periods_total", "web-1", "", START, replaced, oneASecond);
    series(
        "container_memory_rss", "web-1", "", START, replaced, t -> t == START + 3660 ? 9e8 : 3e8);
    // web-2 takes its place and is throttled more.
    series("container_cpu_cfs_periods_total", "web-2", "", replaced, END, t -> 10.0 * (t - START));
    series(
        "container_cpu_cfs_throttled_periods_total",
        "web-2",
        "",
        replaced,
        END,
        t -> 4.0 * (t - START));
    series("container_memory_rss", "web-2", "", replaced, END, t -> 2e8);
    // web-1 is killed in its third hour, and the reason stays; before, it restarted by itself.
    long kill = START + 2 * 3600 + 1800;
    String reason = ",reason=\"OOMKilled\"";
    series(
        "kube_pod_container_status_last_terminated_reason",
        "web-1",
        reason,
        kill,
        replaced,
        t -> 1);
    series(
        "kube_pod_container_status_restarts_total",
        "web-1",
        "",
        START,
        replaced,
        t -> t >= kill ? 2 : t >= START + 600 ? 1 : 0);
    series(
        "kube_pod_container_resource_limits",
        "web-1",
        ",resource=\"memory\"",
        START,
        replaced,
        t -> 1e9);
    series(
        "kube_pod_container_resource_limits",
        "web-1",
        ",resource=\"cpu\"",
        START,
        replaced,
        t -> 2);
    prometheus = LocalPrometheus.with(dir, TEXT.append("# EOF\n").toString());
  }

  private static void series(
      String name, String pod, String more, long from, long to, LongToDoubleFunction value) {
    for (long t = from; t < to; t += 60) {
      TEXT.append(name)
          .append("{namespace=\"shop\",container=\"app\",pod=\"")
          .append(pod)
          .append('"')
          .append(more)
          .append("} ")
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

  private static CollectedSaturation collect(String... namespaces) throws UsageException {
    // The clock that the server's answers are checked by is the real one.
    SettableClock now = new SettableClock(Instant.ofEpochSecond(END + 600));
    return new SaturationCollector(
            TestSources.source(prometheus.url(), Credentials.NONE, 1),
            CollectorSettings.of(10_000, 2),
            now)
        .collect(
            new CollectRequest(
                Duration.ofHours(7).plusMinutes(30),
                new TreeSet<>(List.of(namespaces)),
                history -> OWNERS,
                Map.of()));
  }

  @Test
  void throttlingSurvivesAResetAndAReplacedPod() throws UsageException {
    Saturation saturation = collect("shop").of(APP);

    assertThat(saturation.throttlingHours().toArray()).contains(LAST, LAST - 4, LAST - 5, LAST - 6);
    for (long hour = LAST - 6; hour <= LAST - 2; hour++) {
      assertThat(saturation.throttledShare(hour).getAsDouble()).isCloseTo(0.1, within(0.001));
    }
    assertThat(saturation.throttledShare(LAST).getAsDouble()).isCloseTo(0.4, within(0.001));
    assertThat(saturation.periods().orElseThrow().at(LAST).getAsDouble())
        .isCloseTo(36_000, within(700.0));
  }

  @Test
  void residentMemoryIsThePeakOfTheHour() throws UsageException {
    Saturation saturation = collect("shop").of(APP);

    assertThat(saturation.rss().orElseThrow().at(LAST - 6)).hasValue(9e8);
    assertThat(saturation.rss().orElseThrow().at(LAST - 4)).hasValue(3e8);
    assertThat(saturation.rss().orElseThrow().at(LAST)).hasValue(2e8);
    assertThat(saturation.cpuLimits().orElseThrow().at(LAST - 4)).hasValue(2);
    assertThat(saturation.cpuLimits().orElseThrow().at(LAST)).isEmpty();
  }

  @Test
  void aKillIsSeenOnceThoughItsReasonStays() throws UsageException {
    List<OomKill> kills = collect("shop").of(APP).kills();

    assertThat(kills).hasSize(1);
    assertThat(kills.get(0).pod()).isEqualTo("web-1");
    assertThat(kills.get(0).at()).isEqualTo(Instant.ofEpochSecond(START + 3 * 3600));
    assertThat(kills.get(0).limit()).contains(Amount.bytes(1e9));
  }

  @Test
  void metricsThatAreAbsentAreMissingAndNeverZero() throws UsageException {
    CollectedSaturation collected = collect("bank");

    assertThat(collected.of(new ContainerRef(BANK, "app"))).isEqualTo(Saturation.NONE);
    assertThat(collected.missing())
        .extracting(MissingEvidence::signal)
        .containsExactly(Signal.CFS_PERIODS, Signal.CPU_LIMIT, Signal.RSS);
  }
}
