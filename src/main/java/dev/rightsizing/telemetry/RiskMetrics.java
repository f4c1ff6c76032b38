// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.risk.RiskLevel;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the risk watch says of itself; labels are levels and outcomes, never names. */
public final class RiskMetrics {
  private final Map<String, Map<RiskLevel, Integer>> policies = new ConcurrentHashMap<>();
  private final Counter ticks;

  public RiskMetrics(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("rightsizing_risk_workloads")
        .help("Workloads by the level of their risk, over all policies.")
        .labelNames("level")
        .callback(
            callback -> {
              for (RiskLevel level : RiskLevel.values()) {
                callback.call(count(level), level.text());
              }
            })
        .register(registry);
    ticks =
        Counter.builder()
            .name("rightsizing_risk_ticks_total")
            .help("Looks at a policy's risk by outcome: whether all of it was read and written.")
            .labelNames("outcome")
            .register(registry);
  }

  /** A policy's workloads were looked at. */
  public void looked(String policy, Map<RiskLevel, Integer> levels) {
    policies.put(policy, Map.copyOf(levels));
    ticks.labelValues("done").inc();
  }

  /** A look failed. */
  public void failed() {
    ticks.labelValues("failed").inc();
  }

  /** A policy is watched no longer. */
  public void forget(String policy) {
    policies.remove(policy);
  }

  private int count(RiskLevel level) {
    return policies.values().stream().mapToInt(levels -> levels.getOrDefault(level, 0)).sum();
  }
}
