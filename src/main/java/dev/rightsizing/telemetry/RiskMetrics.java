// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.ImpossibleFigure;
import dev.rightsizing.model.risk.RiskLevel;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the risk watch says of itself, and what it reads of namespaces. */
public final class RiskMetrics {
  private static final double NANOS = 1e9;

  private final Map<String, Map<RiskLevel, Integer>> policies = new ConcurrentHashMap<>();
  private final Map<String, Map<RiskLevel, Integer>> quotas = new ConcurrentHashMap<>();
  private final Map<String, Integer> unwatched = new ConcurrentHashMap<>();
  private final Counter ticks;
  private final Summary seconds;

  private final FigureMetrics figures;
  private final NamespaceMetrics namespaces;

  /** With its own {@link FigureMetrics}, and room for 100 namespaces. */
  public RiskMetrics(PrometheusRegistry registry) {
    this(registry, new FigureMetrics(registry), new NameBound(100));
  }

  /**
   * @param bound of namespaces that have series of their own
   */
  public RiskMetrics(PrometheusRegistry registry, FigureMetrics figures, NameBound bound) {
    this.figures = figures;
    this.namespaces = new NamespaceMetrics(registry, bound);
    GaugeWithCallback.builder()
        .name("rightsizing_risk_workloads")
        .help("Workloads by risk level, over all policies.")
        .labelNames("level")
        .callback(
            callback -> {
              for (RiskLevel level : RiskLevel.values()) {
                callback.call(count(policies, level), level.text());
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_quota_lines")
        .help("Quota lines by usage level; a line under two policies counts twice.")
        .labelNames("level")
        .callback(
            callback -> {
              for (RiskLevel level : RiskLevel.values()) {
                callback.call(count(quotas, level), level.text());
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_quota_lines_unwatched")
        .help("Quota lines not watched because a policy covers too many.")
        .callback(
            callback ->
                callback.call(unwatched.values().stream().mapToInt(Integer::intValue).sum()))
        .register(registry);
    ticks =
        Counter.builder()
            .name("rightsizing_risk_ticks_total")
            .help("Risk evaluations by outcome: whether everything was read and written.")
            .labelNames("outcome")
            .register(registry);
    seconds =
        Summary.builder()
            .name("rightsizing_risk_tick_duration_seconds")
            .help("Duration of a risk evaluation by part: cluster, signals, judge, write.")
            .labelNames("part")
            .register(registry);
  }

  /** A part of a risk evaluation took that long. */
  public void took(Part part, Duration time) {
    seconds.labelValues(part.name().toLowerCase(Locale.ROOT)).observe(time.toNanos() / NANOS);
  }

  /** The parts of a risk evaluation. */
  public enum Part {
    /** Seeing what runs. */
    CLUSTER,
    /** Reading Prometheus. */
    SIGNALS,
    /** Judging and telling. */
    JUDGE,
    /** Writing what changed. */
    WRITE
  }

  /** Figures of a risk evaluation were impossible and dropped. */
  public void impossible(ImpossibleFigure figure, long count) {
    figures.leftOut(figure, count);
  }

  /** The use of whole namespaces, read beside the risk. */
  public NamespaceMetrics namespaces() {
    return namespaces;
  }

  /** The risk of a policy's workloads was evaluated. */
  public void evaluated(String policy, Map<RiskLevel, Integer> levels) {
    policies.put(policy, Map.copyOf(levels));
    ticks.labelValues("done").inc();
  }

  /**
   * A policy's quotas were evaluated.
   *
   * @param leftOut lines that are not watched
   */
  public void quotas(String policy, Map<RiskLevel, Integer> levels, int leftOut) {
    quotas.put(policy, Map.copyOf(levels));
    unwatched.put(policy, leftOut);
  }

  /** A risk evaluation of a policy failed, so that nothing is known of its namespaces now. */
  public void failed(String policy) {
    namespaces.forget(policy);
    ticks.labelValues("failed").inc();
  }

  /** A policy is watched no longer. */
  public void forget(String policy) {
    namespaces.forget(policy);
    policies.remove(policy);
    quotas.remove(policy);
    unwatched.remove(policy);
  }

  private static int count(Map<String, Map<RiskLevel, Integer>> policies, RiskLevel level) {
    return policies.values().stream().mapToInt(levels -> levels.getOrDefault(level, 0)).sum();
  }
}
