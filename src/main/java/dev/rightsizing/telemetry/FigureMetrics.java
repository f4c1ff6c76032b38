// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.ImpossibleFigure;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts figures that came out impossible and were left out. */
public final class FigureMetrics {
  private final Counter impossible;

  public FigureMetrics(PrometheusRegistry registry) {
    impossible =
        Counter.builder()
            .name("rightsizing_impossible_figures_total")
            .help("Impossible figures, each a sign of wrong input, that were discarded.")
            .labelNames("figure")
            .register(registry);
    for (ImpossibleFigure figure : ImpossibleFigure.values()) {
      impossible.initLabelValues(figure.label());
    }
  }

  /** So many were left out. */
  public void leftOut(ImpossibleFigure figure, long count) {
    impossible.labelValues(figure.label()).inc(count);
  }
}
