// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.telemetry.process.ProcessMetrics;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegistryMetricsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final RegistryMetrics metrics =
      new RegistryMetrics(registry, Clock.fixed(NOW, ZoneOffset.UTC));

  private Map<String, MetricData> produced() {
    return metrics.produce(Resource.empty()).stream()
        .collect(Collectors.toMap(MetricData::getName, Function.identity()));
  }

  @Test
  void aCounterIsACumulativeSumThatOnlyGrows() {
    Counter counter =
        Counter.builder()
            .name("queries_total")
            .help("Queries sent.")
            .labelNames("outcome")
            .register(registry);
    counter.labelValues("good").inc(3);

    MetricData data = produced().get("queries");

    assertThat(data.getDescription()).isEqualTo("Queries sent.");
    assertThat(data.getDoubleSumData().isMonotonic()).isTrue();
    assertThat(data.getDoubleSumData().getAggregationTemporality())
        .isEqualTo(AggregationTemporality.CUMULATIVE);
    assertThat(data.getDoubleSumData().getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getValue()).isEqualTo(3);
              assertThat(point.getAttributes())
                  .isEqualTo(Attributes.builder().put("outcome", "good").build());
              assertThat(point.getEpochNanos()).isEqualTo(NOW.getEpochSecond() * 1_000_000_000L);
              assertThat(point.getStartEpochNanos()).isPositive();
            });
  }

  @Test
  void aGaugeStaysAGaugeWithItsUnit() {
    Gauge.builder().name("held_bytes").help("Held.").register(registry).set(42);

    MetricData data = produced().get("held_bytes");

    assertThat(data.getUnit()).isEqualTo("By");
    assertThat(data.getDoubleGaugeData().getPoints())
        .singleElement()
        .satisfies(point -> assertThat(point.getValue()).isEqualTo(42));
  }

  @Test
  void figuresOfTheProcessTakeOpenTelemetrysNames() {
    new ProcessMetrics(registry, List.of(Path.of("/")));

    assertThat(produced())
        .containsKeys("app.memory.utilization", "app.memory.bytes", "app.file_descriptors.count");
    assertThat(produced().get("app.memory.bytes").getUnit()).isEqualTo("By");
  }

  @Test
  void aHistogramKeepsItsBuckets() {
    Histogram histogram =
        Histogram.builder()
            .name("took_seconds")
            .help("Took.")
            .classicUpperBounds(0.1, 1)
            .classicOnly()
            .register(registry);
    histogram.observe(0.05);
    histogram.observe(0.5);
    histogram.observe(0.6);
    histogram.observe(20);

    MetricData data = produced().get("took_seconds");

    assertThat(data.getUnit()).isEqualTo("s");
    assertThat(data.getHistogramData().getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getBoundaries()).containsExactly(0.1, 1.0);
              assertThat(point.getCounts()).containsExactly(1L, 2L, 1L);
              assertThat(point.getCount()).isEqualTo(4);
              assertThat(point.getSum()).isEqualTo(21.15);
            });
  }

  @Test
  void aSummaryKeepsItsCountAndSum() {
    Summary summary = Summary.builder().name("part_seconds").help("Part.").register(registry);
    summary.observe(1);
    summary.observe(3);

    assertThat(produced().get("part_seconds").getSummaryData().getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getCount()).isEqualTo(2);
              assertThat(point.getSum()).isEqualTo(4);
            });
  }

  @Test
  void anInfoIsAGaugeOfOneAndAStateSetAGaugeForEachState() {
    Info.builder()
        .name("build_info")
        .help("Build.")
        .labelNames("version")
        .register(registry)
        .addLabelValues("1");
    StateSet.builder()
        .name("mode")
        .help("Mode.")
        .states("on", "off")
        .register(registry)
        .setTrue("on");

    assertThat(produced().get("build_info").getDoubleGaugeData().getPoints())
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.getValue()).isEqualTo(1);
              assertThat(point.getAttributes().asMap()).hasSize(1);
            });
    assertThat(produced().get("mode").getDoubleGaugeData().getPoints())
        .extracting(p -> p.getAttributes() + "=" + p.getValue())
        .containsExactlyInAnyOrder("{mode=\"on\"}=1.0", "{mode=\"off\"}=0.0");
  }

  @Test
  void aMetricWithoutASeriesIsLeftOut() {
    Counter.builder().name("never_total").help("Never.").labelNames("a").register(registry);

    assertThat(produced()).isEmpty();
  }

  @Test
  void everyMetricOfTheJvmIsTranslated() {
    JvmMetrics.builder().register(registry);
    long withSeries = registry.scrape().stream().filter(m -> !m.getDataPoints().isEmpty()).count();

    assertThat(produced())
        .hasSize((int) withSeries)
        .allSatisfy(
            (name, data) -> assertThat(data.getType()).isNotEqualTo(MetricDataType.LONG_GAUGE));
  }
}
