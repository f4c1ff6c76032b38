// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import org.junit.jupiter.api.Test;

class OperatorRegistryTest {
  private final OperatorRegistry registry = new OperatorRegistry();

  @Test
  void aMetricThatFailsIsLeftOutAndCounted() {
    Gauge.builder().name("good").register(registry).set(1);
    GaugeWithCallback.builder()
        .name("bad")
        .labelNames("of")
        .callback(
            callback -> {
              callback.call(1, "first");
              throw new IllegalStateException("second");
            })
        .register(registry);
    registry.register(
        (MultiCollector)
            () -> {
              throw new NoClassDefFoundError("several");
            });

    MetricSnapshots page = registry.scrape();

    assertThat(page.stream().map(s -> s.getMetadata().getName()))
        .contains("good")
        .doesNotContain("bad");
    assertThat(registry.scrape().stream().map(MetricSnapshot::toString)).isNotEmpty();
    assertThat(Scraped.of(registry))
        .containsPattern("rightsizing_metrics_failures_total\\{metric=\"bad\"} [23]\\.0");
  }
}
