// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/** What becomes of requests for metrics. */
public final class EndpointMetrics {
  private final Counter requests;

  /** How a request ends. */
  public enum Ending {
    /** With a page. */
    SERVED,
    /** With 429: too many. */
    LIMITED,
    /** With 401, 403, 404, 405 or 503. */
    REFUSED,
    /** With 500. */
    FAILED,
    /** Without an answer that was read: the client was too slow. */
    CUT_OFF;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public EndpointMetrics(PrometheusRegistry registry) {
    requests =
        Counter.builder()
            .name("rightsizing_metrics_requests_total")
            .help(
                "Requests for metrics by outcome: served, limited (429), refused, failed, cut_off"
                    + " (not read in time).")
            .labelNames("outcome")
            .register(registry);
    for (Ending ending : Ending.values()) {
      requests.initLabelValues(ending.label());
    }
  }

  void ended(Ending ending) {
    requests.labelValues(ending.label()).inc();
  }
}
