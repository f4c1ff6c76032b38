// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A registry whose page survives a metric that fails: the metric is left out, counted, and logged
 * once; all others are shown.
 */
public final class OperatorRegistry extends PrometheusRegistry {
  private static final Logger LOG = Logger.getLogger(OperatorRegistry.class);

  private final Set<String> reported = ConcurrentHashMap.newKeySet();
  private final Counter failures;

  public OperatorRegistry() {
    failures =
        Counter.builder()
            .name("rightsizing_metrics_failures_total")
            .help("Metrics that could not be computed and were left out of a page, by metric.")
            .labelNames("metric")
            .build();
    super.register(failures);
  }

  /** The metrics that it registers by itself. */
  public List<Collector> own() {
    return List.of(failures);
  }

  @Override
  public void register(Collector collector) {
    super.register(new Guarded(collector));
  }

  @Override
  public void register(MultiCollector collector) {
    super.register(new GuardedMany(collector));
  }

  private <T> T guarded(String name, Supplier<T> collect, T otherwise) {
    try {
      return collect.get();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      failures.labelValues(name).inc();
      if (reported.add(name)) {
        LOG.warnf(e, "metric %s cannot be computed and is left out; please report this", name);
      }
      return otherwise;
    }
  }

  private final class Guarded implements Collector {
    private final Collector metric;

    private Guarded(Collector metric) {
      this.metric = metric;
    }

    private MetricSnapshot guarded(Supplier<MetricSnapshot> collect) {
      return OperatorRegistry.this.guarded(
          String.valueOf(metric.getPrometheusName()), collect, null);
    }

    @Override
    public MetricSnapshot collect() {
      return guarded(metric::collect);
    }

    @Override
    public MetricSnapshot collect(PrometheusScrapeRequest request) {
      return guarded(() -> metric.collect(request));
    }

    @Override
    public MetricSnapshot collect(Predicate<String> names) {
      return guarded(() -> metric.collect(names));
    }

    @Override
    public MetricSnapshot collect(Predicate<String> names, PrometheusScrapeRequest request) {
      return guarded(() -> metric.collect(names, request));
    }

    @Override
    public String getPrometheusName() {
      return metric.getPrometheusName();
    }

    @Override
    public MetricType getMetricType() {
      return metric.getMetricType();
    }

    @Override
    public Set<String> getLabelNames() {
      return metric.getLabelNames();
    }

    @Override
    public MetricMetadata getMetadata() {
      return metric.getMetadata();
    }
  }

  private final class GuardedMany implements MultiCollector {
    private final MultiCollector metrics;

    private GuardedMany(MultiCollector metrics) {
      this.metrics = metrics;
    }

    private MetricSnapshots guarded(Supplier<MetricSnapshots> collect) {
      return OperatorRegistry.this.guarded(
          metrics.getClass().getSimpleName(), collect, MetricSnapshots.of());
    }

    @Override
    public MetricSnapshots collect() {
      return guarded(metrics::collect);
    }

    @Override
    public MetricSnapshots collect(PrometheusScrapeRequest request) {
      return guarded(() -> metrics.collect(request));
    }

    @Override
    public MetricSnapshots collect(Predicate<String> names) {
      return guarded(() -> metrics.collect(names));
    }

    @Override
    public MetricSnapshots collect(Predicate<String> names, PrometheusScrapeRequest request) {
      return guarded(() -> metrics.collect(names, request));
    }

    @Override
    public List<String> getPrometheusNames() {
      return metrics.getPrometheusNames();
    }

    @Override
    public MetricType getMetricType(String name) {
      return metrics.getMetricType(name);
    }

    @Override
    public Set<String> getLabelNames(String name) {
      return metrics.getLabelNames(name);
    }

    @Override
    public MetricMetadata getMetadata(String name) {
      return metrics.getMetadata(name);
    }
  }
}
