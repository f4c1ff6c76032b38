// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.http;

import dev.rightsizing.model.Reason;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;

/** HTTP requests to Prometheus, each try by itself. */
public final class QueryMetrics {
  private static final double NANOS = 1e9;

  private final Histogram seconds;
  private final Gauge inFlight;
  private final Gauge waiting;
  private final Counter errors;

  public QueryMetrics(PrometheusRegistry registry) {
    seconds =
        Histogram.builder()
            .name("rightsizing_prometheus_query_duration_seconds")
            .help("Time from sending a request to Prometheus until its answer is parsed.")
            .classicUpperBounds(HttpBuckets.SECONDS)
            .classicOnly()
            .register(registry);
    inFlight =
        Gauge.builder()
            .name("rightsizing_prometheus_queries_in_flight")
            .help("Requests to Prometheus that wait for their answer.")
            .register(registry);
    waiting =
        Gauge.builder()
            .name("rightsizing_prometheus_queries_waiting")
            .help("Requests that wait for a permit, because RIGHTSIZING_QUERY_CONCURRENCY is used.")
            .register(registry);
    errors =
        Counter.builder()
            .name("rightsizing_prometheus_errors_total")
            .help(
                "Failed requests to Prometheus by class: timeout, memory (the answer or the query is"
                    + " too large), network (broken off), connection, unknown (such as a status).")
            .labelNames("class")
            .register(registry);
    for (ErrorClass one : ErrorClass.values()) {
      errors.initLabelValues(one.label());
    }
  }

  /** That many more wait for a permit; fewer, if negative. */
  public void waiting(int change) {
    waiting.inc(change);
  }

  /** A request is sent. */
  public void began() {
    inFlight.inc();
  }

  /**
   * A request that {@link #began} ended.
   *
   * @param outcome {@link Reason#SOURCE_REACHABLE} when it was answered in full
   */
  public void ended(Reason outcome, Duration took) {
    inFlight.dec();
    seconds.observe(took.toNanos() / NANOS);
    if (outcome != Reason.SOURCE_REACHABLE) {
      errors.labelValues(ErrorClass.of(outcome).label()).inc();
    }
  }
}
