// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** Counts spans that the collector took and did not take. */
final class CountedSpanExporter implements SpanExporter {
  private final SpanExporter exporter;
  private final AtomicLong waiting;
  private final ExportReport report;

  CountedSpanExporter(SpanExporter exporter, AtomicLong waiting, ExportReport report) {
    this.exporter = exporter;
    this.waiting = waiting;
    this.report = report;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size();
    waiting.addAndGet(-count);
    return report.watch(exporter.export(spans), count);
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
