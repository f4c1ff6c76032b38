// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.LongSupplier;

/** What the operator says of the usage that it keeps and of the sources that it reads. */
public final class UsageMetrics {
  private final PrometheusRegistry registry;

  public UsageMetrics(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /** Shows how many sources do not answer, so that queries to them are suspended. */
  public void unavailableSources(LongSupplier sources) {
    GaugeWithCallback.builder()
        .name("rightsizing_sources_unavailable")
        .help("Sources of usage that do not answer, so that queries to them are suspended.")
        .callback(callback -> callback.call(sources.getAsLong()))
        .register(registry);
  }

  /**
   * Shows what is kept.
   *
   * @param held bytes
   * @param dropped windows that had to go
   */
  public void memory(LongSupplier held, LongSupplier dropped) {
    GaugeWithCallback.builder()
        .name("rightsizing_usage_held_bytes")
        .help("Heap that holds usage and saturation between evaluations, about.")
        .callback(callback -> callback.call(held.getAsLong()))
        .register(registry);
    CounterWithCallback.builder()
        .name("rightsizing_usage_dropped_windows_total")
        .help("Windows that were dropped because RIGHTSIZING_USAGE_MEMORY was reached.")
        .callback(callback -> callback.call(dropped.getAsLong()))
        .register(registry);
  }
}
