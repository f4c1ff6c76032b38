// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets no more spans wait for the collector than the SDK's own queue holds, and counts those that
 * are left out; the SDK would drop them just the same, without a figure on the metrics page.
 */
final class SpanQueue implements SpanProcessor {
  private final SpanProcessor sender;
  private final AtomicLong waiting;
  private final long most;
  private final ExportReport report;

  /**
   * @param waiting spans that {@code sender} has and has not handed to its exporter yet; whoever
   *     exports takes them off
   */
  SpanQueue(SpanProcessor sender, AtomicLong waiting, long most, ExportReport report) {
    this.sender = sender;
    this.waiting = waiting;
    this.most = most;
    this.report = report;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    sender.onStart(parent, span);
  }

  @Override
  public boolean isStartRequired() {
    return sender.isStartRequired();
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (waiting.incrementAndGet() > most) {
      waiting.decrementAndGet();
      report.dropped(1);
      return;
    }
    sender.onEnd(span);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public CompletableResultCode shutdown() {
    return sender.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return sender.forceFlush();
  }
}
