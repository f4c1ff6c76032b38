// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.GpuUse;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/** GPUs by namespace, where NVIDIA's exporter is in Prometheus; elsewhere there are no series. */
public final class GpuMetrics {
  private final NameBound bound;
  private volatile Map<String, GpuUse> namespaces = Map.of();

  /**
   * @param bound of namespaces; those beyond it have no series, as shares cannot be summed
   */
  public GpuMetrics(PrometheusRegistry registry, NameBound bound) {
    this.bound = bound;
    String source = ", from NVIDIA's exporter (DCGM), read every five minutes.";
    gauge(
        registry,
        "rightsizing_gpu_utilization_percent",
        "Mean utilization of a namespace's GPUs" + source,
        GpuUse::utilizationPercent);
    gauge(
        registry,
        "rightsizing_gpu_memory_used_bytes",
        "Used memory of a namespace's GPUs" + source,
        GpuUse::usedBytes);
    gauge(
        registry,
        "rightsizing_gpu_memory_free_bytes",
        "Free memory of a namespace's GPUs" + source,
        GpuUse::freeBytes);
  }

  private void gauge(
      PrometheusRegistry registry,
      String name,
      String help,
      Function<GpuUse, OptionalDouble> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("namespace")
        .callback(
            callback ->
                new TreeMap<>(namespaces)
                    .forEach(
                        (namespace, use) ->
                            figure
                                .apply(use)
                                .ifPresent(
                                    value -> {
                                      if (bound.admits(namespace)) {
                                        callback.call(value, namespace);
                                      }
                                    })))
        .register(registry);
  }

  /** What was read now; empty: nothing could be read, or there are none. */
  public void read(Map<String, GpuUse> uses) {
    Map<String, GpuUse> before = namespaces;
    namespaces = Map.copyOf(uses);
    before.keySet().stream().filter(name -> !uses.containsKey(name)).forEach(bound::release);
  }
}
