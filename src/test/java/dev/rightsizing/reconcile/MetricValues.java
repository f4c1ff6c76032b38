// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.util.List;

/** What a registry shows. */
final class MetricValues {
  private MetricValues() {}

  /** Over all labels; of a counter without its {@code _total}. */
  static double sum(PrometheusRegistry registry, String name, String... labels) {
    return registry.scrape(name::equals).stream()
        .flatMap(metric -> metric.getDataPoints().stream())
        .filter(
            point -> contains(point.getLabels().stream().map(l -> l.getValue()).toList(), labels))
        .mapToDouble(
            point ->
                point instanceof CounterDataPointSnapshot counter
                    ? counter.getValue()
                    : ((GaugeDataPointSnapshot) point).getValue())
        .sum();
  }

  private static boolean contains(List<String> values, String... wanted) {
    return values.containsAll(List.of(wanted));
  }
}
