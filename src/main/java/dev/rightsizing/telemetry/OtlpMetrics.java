// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/** What becomes of telemetry that is sent by OTLP. */
public final class OtlpMetrics {
  private final Counter exports;
  private final Counter dropped;

  public OtlpMetrics(PrometheusRegistry registry) {
    exports =
        Counter.builder()
            .name("rightsizing_otlp_exports_total")
            .help("Requests to the collector by signal (traces, metrics) and outcome.")
            .labelNames("signal", "outcome")
            .register(registry);
    dropped =
        Counter.builder()
            .name("rightsizing_otlp_dropped_total")
            .help(
                "Spans and data points lost by signal, because the collector did not take them or"
                    + " more spans waited for it than are kept.")
            .labelNames("signal")
            .register(registry);
    for (Signal signal : Signal.values()) {
      exports.initLabelValues(signal.label(), "succeeded");
      exports.initLabelValues(signal.label(), "failed");
      dropped.initLabelValues(signal.label());
    }
  }

  /** What is sent. */
  public enum Signal {
    TRACES,
    METRICS;

    /** As a label's value. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A request was answered, or not. */
  public void exported(Signal signal, boolean taken) {
    exports.labelValues(signal.label(), taken ? "succeeded" : "failed").inc();
  }

  /** So many spans or data points are lost. */
  public void dropped(Signal signal, long count) {
    dropped.labelValues(signal.label()).inc(count);
  }

  /** How many spans or data points have been lost. */
  public long dropped(Signal signal) {
    return (long) dropped.labelValues(signal.label()).get();
  }
}
