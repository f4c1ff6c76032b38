// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricProducer;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Gives the SDK what the metrics page shows, read from the one registry at each export. */
final class RegistryMetrics implements MetricProducer {
  private final InstrumentationScopeInfo scope =
      InstrumentationScopeInfo.create("dev.rightsizing.operator");
  private final PrometheusRegistry registry;
  private final Clock clock;
  private final Instant started;

  RegistryMetrics(PrometheusRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    this.started = clock.instant();
  }

  @Override
  public Collection<MetricData> produce(Resource resource) {
    SnapshotMapper mapper = new SnapshotMapper(resource, scope, started, clock.instant());
    List<MetricData> metrics = new ArrayList<>();
    for (MetricSnapshot snapshot : registry.scrape()) {
      mapper.map(snapshot).ifPresent(metrics::add);
    }
    return metrics;
  }
}
