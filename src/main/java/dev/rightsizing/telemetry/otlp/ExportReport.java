// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import dev.rightsizing.telemetry.OtlpMetrics;
import dev.rightsizing.telemetry.OtlpMetrics.Signal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Counts how exports of one signal end, and logs an outage once: when it begins and ends. */
final class ExportReport {
  private static final Logger LOG = Logger.getLogger(ExportReport.class);

  private final AtomicBoolean away = new AtomicBoolean();
  private final OtlpMetrics metrics;
  private final Signal signal;

  ExportReport(OtlpMetrics metrics, Signal signal) {
    this.metrics = metrics;
    this.signal = signal;
  }

  /** Counts a request once it has ended. */
  CompletableResultCode watch(CompletableResultCode result, long items) {
    result.whenComplete(() -> ended(result, items));
    return result;
  }

  /** So many were not even sent. */
  void dropped(long items) {
    metrics.dropped(signal, items);
  }

  private void ended(CompletableResultCode result, long items) {
    metrics.exported(signal, result.isSuccess());
    if (!result.isSuccess()) {
      metrics.dropped(signal, items);
    }
    if (away.compareAndSet(result.isSuccess(), !result.isSuccess())) {
      if (result.isSuccess()) {
        LOG.infof("the collector takes %s again", signal.label());
      } else {
        LOG.warnf(
            "the collector at OTEL_EXPORTER_OTLP_ENDPOINT does not take %s (%s); they are dropped"
                + " and counted in rightsizing_otlp_dropped_total until it does",
            signal.label(), why(result.getFailureThrowable()));
      }
    }
  }

  /** The innermost cause: the others repeat that an export failed. */
  private static String why(Throwable failure) {
    if (failure == null) {
      return "no answer in time";
    }
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null
        ? cause.getClass().getSimpleName()
        : cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
