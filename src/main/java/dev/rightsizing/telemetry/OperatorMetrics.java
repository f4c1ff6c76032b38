// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import dev.rightsizing.model.ImpossibleFigure;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Verdict;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the operator says of itself. Labels take their values from enums and currencies; those of
 * single policies are in a class of their own, which bounds them.
 */
public final class OperatorMetrics {
  private static final double NANOS = 1e9;

  private final Map<String, PolicyFigures> policies = new ConcurrentHashMap<>();
  private final Counter evaluations;
  private final Histogram evaluationSeconds;
  private final Counter queries;
  private final Counter samples;
  private final Counter bytes;
  private final Counter errors;
  private final Counter writes;
  private final Map<String, Instant> oldest = new ConcurrentHashMap<>();
  private final Counter refusedStatuses;

  private final FigureMetrics figures;
  private final PolicyMetrics single;
  private final SizeMetrics sizes;

  /** With its own {@link FigureMetrics}, and neither policy nor container by name. */
  public OperatorMetrics(PrometheusRegistry registry) {
    this(registry, new FigureMetrics(registry), new NameBound(0), new NameBound(0));
  }

  /**
   * @param bound of policies that have series of their own
   * @param containers the same of containers
   */
  public OperatorMetrics(
      PrometheusRegistry registry, FigureMetrics figures, NameBound bound, NameBound containers) {
    this.figures = figures;
    this.single = new PolicyMetrics(registry, bound);
    this.sizes = new SizeMetrics(registry, containers);
    evaluations =
        Counter.builder()
            .name("rightsizing_evaluations_total")
            .help("Policy evaluations by outcome (a condition reason).")
            .labelNames("outcome")
            .register(registry);
    evaluationSeconds =
        Histogram.builder()
            .name("rightsizing_evaluation_duration_seconds")
            .help("Duration of an evaluation, writes included.")
            .classicUpperBounds(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
            .classicOnly()
            .register(registry);
    queries =
        Counter.builder()
            .name("rightsizing_prometheus_queries_total")
            .help("Queries sent to Prometheus, retries included, by resource and outcome.")
            .labelNames("resource", "outcome")
            .register(registry);
    samples =
        Counter.builder()
            .name("rightsizing_prometheus_samples_total")
            .help("Samples received from Prometheus by resource.")
            .labelNames("resource")
            .register(registry);
    bytes =
        Counter.builder()
            .name("rightsizing_prometheus_bytes_total")
            .help("Bytes received from Prometheus, compressed as they came, by resource.")
            .labelNames("resource")
            .register(registry);
    errors =
        Counter.builder()
            .name("rightsizing_errors_total")
            .help("Errors of policies, workloads and queries, by reason.")
            .labelNames("reason")
            .register(registry);
    writes =
        Counter.builder()
            .name("rightsizing_recommendation_writes_total")
            .help(
                "Recommendations of evaluations by outcome: written, or unchanged because they had"
                    + " nothing new to say.")
            .labelNames("outcome")
            .register(registry);
    refusedStatuses =
        Counter.builder()
            .name("rightsizing_status_writes_refused_total")
            .help("Writes of a policy's status that the API server refused, each tried again.")
            .register(registry);
    registerFigures(registry);
  }

  /** The API server refused a policy's status. */
  public void statusRefused() {
    refusedStatuses.inc();
  }

  private void registerFigures(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("rightsizing_policies")
        .help("Policies with a current evaluation.")
        .callback(callback -> callback.call(policies.size()))
        .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_recommendations")
        .help("Containers by resource and verdict, over all policies.")
        .labelNames("resource", "verdict")
        .callback(
            callback -> {
              for (Resource resource : Resource.values()) {
                for (Verdict verdict : Verdict.values()) {
                  callback.call(count(resource, verdict), resource.key(), verdict.text());
                }
              }
            })
        .register(registry);
    registerNotCovered(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_recommendations_oldest_timestamp_seconds")
        .help(
            "When the oldest figures of all Recommendations were written, in seconds since 1970;"
                + " absent while there are none. Figures that say nothing new are written anew"
                + " after 24 to 36 hours.")
        .callback(
            callback ->
                oldest.values().stream()
                    .min(Comparator.naturalOrder())
                    .ifPresent(at -> callback.call(at.getEpochSecond())))
        .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_dropped_samples")
        .help(
            "Samples in the windows of all policies that were dropped as impossible (above"
                + " the limit in force or the machine's capacity), by resource.")
        .labelNames("resource")
        .callback(
            callback -> {
              for (Resource resource : Resource.values()) {
                callback.call(dropped(resource), resource.key());
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_savings_monthly")
        .help("Savings of all recommendations per month of 730 hours, by currency.")
        .labelNames("currency")
        .callback(callback -> savings().forEach((c, v) -> callback.call(v.doubleValue(), c)))
        .register(registry);
  }

  private void registerNotCovered(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("rightsizing_not_covered_pods")
        .help("Pods without a recommendation, by reason, over all policies.")
        .labelNames("reason")
        .callback(callback -> notCovered().forEach((c, n) -> callback.call(n.pods(), c.text())))
        .register(registry);
    GaugeWithCallback.builder()
        .name("rightsizing_not_covered_requests")
        .help("Requests of the pods without a recommendation, in cores and bytes.")
        .labelNames("reason", "resource")
        .callback(
            callback ->
                notCovered()
                    .forEach(
                        (cause, of) -> {
                          callback.call(of.cores(), cause.text(), Resource.CPU.key());
                          callback.call(of.bytes(), cause.text(), Resource.MEMORY.key());
                        }))
        .register(registry);
  }

  private Map<Uncovered.Cause, PolicyFigures.NotCovered> notCovered() {
    Map<Uncovered.Cause, PolicyFigures.NotCovered> sums = new EnumMap<>(Uncovered.Cause.class);
    for (Uncovered.Cause cause : Uncovered.Cause.values()) {
      sums.put(cause, new PolicyFigures.NotCovered(0, 0, 0));
    }
    policies
        .values()
        .forEach(
            p ->
                p.uncovered()
                    .forEach((c, of) -> sums.merge(c, of, PolicyFigures.NotCovered::plus)));
    return sums;
  }

  /** An evaluation ended; {@link Reason#EVALUATED} when it went well. */
  public void evaluated(Reason outcome, Duration took) {
    evaluations.labelValues(outcome.text()).inc();
    evaluationSeconds.observe(took.toNanos() / NANOS);
    if (outcome != Reason.EVALUATED) {
      errors.labelValues(outcome.text()).inc();
    }
  }

  /** A query was answered or failed. */
  public void queried(QueryOutcome query) {
    String resource = query.resource().key();
    queries.labelValues(resource, query.outcome().text()).inc();
    samples.labelValues(resource).inc(query.samples());
    bytes.labelValues(resource).inc(query.bytes());
    if (query.outcome() != Reason.SOURCE_REACHABLE) {
      errors.labelValues(query.outcome().text()).inc();
    }
  }

  /** One workload failed while the others went on. */
  public void workloadFailed(Reason reason) {
    errors.labelValues(reason.text()).inc();
  }

  /** Figures of an evaluation were impossible and left out. */
  public void impossible(Map<ImpossibleFigure, Integer> counts) {
    counts.forEach(figures::leftOut);
  }

  /**
   * The Recommendations of a policy's evaluation were written.
   *
   * @param at when the oldest of them was computed; empty: there is none
   */
  public void recommendationsWritten(
      String policy, int written, int unchanged, Optional<Instant> at) {
    writes.labelValues("written").inc(written);
    writes.labelValues("unchanged").inc(unchanged);
    at.ifPresentOrElse(time -> oldest.put(policy, time), () -> oldest.remove(policy));
  }

  /**
   * What a policy stands for from now on.
   *
   * @param policy as namespace/name
   */
  public void figures(String policy, PolicyFigures figures) {
    policies.put(policy, figures);
    single.figures(policy, figures);
  }

  /**
   * What a policy recommends from now on.
   *
   * @param policy as namespace/name
   */
  public void sizes(String policy, List<RecommendedSize> recommended) {
    sizes.sizes(policy, recommended);
  }

  /** A policy is gone, and its figures with it. */
  public void forget(String policy) {
    sizes.forget(policy);
    policies.remove(policy);
    oldest.remove(policy);
    single.forget(policy);
  }

  private int count(Resource resource, Verdict verdict) {
    return policies.values().stream()
        .mapToInt(p -> p.verdicts().getOrDefault(resource, Map.of()).getOrDefault(verdict, 0))
        .sum();
  }

  private long dropped(Resource resource) {
    return policies.values().stream().mapToLong(p -> p.dropped().getOrDefault(resource, 0L)).sum();
  }

  private Map<String, BigDecimal> savings() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    policies
        .values()
        .forEach(p -> sums.merge(p.savings().currency(), p.savings().value(), BigDecimal::add));
    return sums;
  }
}
