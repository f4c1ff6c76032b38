// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.Resource;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Usage of namespaces against their limits, as the last risk evaluation read it. A namespace of
 * which nothing could be read has no series, never 0.
 */
public final class NamespaceMetrics {
  private static final String COUNTED =
      " Over containers that have a limit and a current reading; absent without any.";

  private final Map<String, Entry> namespaces = new HashMap<>();
  private final NameBound bound;

  /** A namespace's figures with the policy under which they were read last. */
  private record Entry(String policy, Map<Resource, ResourceUse> use) {}

  NamespaceMetrics(PrometheusRegistry registry, NameBound bound) {
    this.bound = bound;
    gauge(
        registry,
        "rightsizing_resource_limit",
        "Sum of the limits of a namespace's running containers, in cores or bytes; a ResourceQuota"
            + " does not count."
            + COUNTED,
        ResourceUse::limit);
    gauge(
        registry,
        "rightsizing_resource_usage",
        "Usage of a namespace's running containers: CPU in cores over 5 minutes, working set in"
            + " bytes."
            + COUNTED,
        ResourceUse::usage);
    gauge(
        registry,
        "rightsizing_resource_utilization_percent",
        "rightsizing_resource_usage as a percentage of rightsizing_resource_limit.",
        ResourceUse::percent);
    gauge(
        registry,
        "rightsizing_resource_alert_level",
        "0 none, 1 warning from 80 %, 2 critical from 90 %, 3 emergency from 95 % of the limit. A"
            + " single container can be at its limit long before: see rightsizing_risk_workloads.",
        ResourceUse::alertLevel);
  }

  private void gauge(
      PrometheusRegistry registry, String name, String help, ToDoubleFunction<ResourceUse> figure) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("namespace", "resource")
        .callback(
            callback ->
                byName()
                    .forEach(
                        (namespace, uses) ->
                            uses.forEach(
                                (resource, use) ->
                                    callback.call(
                                        figure.applyAsDouble(use), namespace, resource.key()))))
        .register(registry);
  }

  /**
   * What a policy's risk evaluation read of whole namespaces; of two policies in a namespace the
   * latest counts. What it read before and not now is gone.
   */
  public synchronized void read(String policy, Map<String, Map<Resource, ResourceUse>> uses) {
    removeIf(policy, uses);
    uses.forEach(
        (namespace, use) -> {
          if (!use.isEmpty()) {
            namespaces.put(namespace, new Entry(policy, Map.copyOf(use)));
          }
        });
  }

  /** A policy is not watched, or nothing could be read for it. */
  public void forget(String policy) {
    read(policy, Map.of());
  }

  private void removeIf(String policy, Map<String, Map<Resource, ResourceUse>> kept) {
    namespaces
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone =
                  entry.getValue().policy().equals(policy)
                      && kept.getOrDefault(entry.getKey(), Map.of()).isEmpty();
              if (gone) {
                bound.release(entry.getKey());
              }
              return gone;
            });
  }

  private synchronized Map<String, Map<Resource, ResourceUse>> byName() {
    Map<String, Map<Resource, ResourceUse>> names = new HashMap<>();
    new TreeMap<>(namespaces)
        .forEach(
            (namespace, entry) ->
                entry
                    .use()
                    .forEach(
                        (resource, use) ->
                            names
                                .computeIfAbsent(
                                    bound.admits(namespace) ? namespace : NameBound.OTHER,
                                    n -> new EnumMap<>(Resource.class))
                                .merge(resource, use, ResourceUse::plus)));
    return names;
  }
}
