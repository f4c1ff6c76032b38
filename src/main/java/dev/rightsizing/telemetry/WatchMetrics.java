// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts reads of the cluster that cost the API server a list. */
public final class WatchMetrics {
  private final Counter fallbacks;

  public WatchMetrics(PrometheusRegistry registry) {
    fallbacks =
        Counter.builder()
            .name("rightsizing_watch_fallbacks_total")
            .help("Lists because a watch was down or refused, by resource.")
            .labelNames("resource")
            .register(registry);
  }

  /** Objects were listed because no watch kept them up to date. */
  public void listed(String resource) {
    fallbacks.labelValues(resource).inc();
  }
}
