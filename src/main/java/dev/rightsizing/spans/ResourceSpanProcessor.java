// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.internal.ExtendedSpanProcessor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Puts on each span, as it ends, what the process and the span's own thread used meanwhile: see
 * {@link ResourceAttributes}. Takes no lock and never throws: a span whose figures cannot be had
 * ends without them.
 */
public final class ResourceSpanProcessor implements ExtendedSpanProcessor {
  private static final Logger LOG = Logger.getLogger(ResourceSpanProcessor.class.getName());

  private final AtomicBoolean failed = new AtomicBoolean();
  private final Readings readings;
  private final SpanSettings settings;
  private final SpanStarts starts;
  private final Sampler sampler;

  ResourceSpanProcessor(
      Readings readings, SpanSettings settings, SpanStarts starts, Sampler sampler) {
    this.readings = readings;
    this.settings = settings;
    this.starts = starts;
    this.sampler = sampler;
  }

  /** Starts the thread that samples this JVM; {@link #shutdown} ends it. */
  public static ResourceSpanProcessor create(SpanSettings settings) {
    Readings readings = JvmReadings.create();
    SpanStarts starts = new SpanStarts(readings);
    Sampler sampler = new Sampler(readings, settings.interval(), starts::clean).start();
    return new ResourceSpanProcessor(readings, settings, starts, sampler);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    try {
      starts.started(span);
    } catch (RuntimeException | LinkageError e) {
      report(e);
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnding(ReadWriteSpan span) {
    try {
      long took = span.getLatencyNanos();
      long now = readings.nanoTime();
      thread(span, took);
      Optional<ResourceUse> use = sampler.ring().between(now - took, now);
      if (use.isEmpty()) {
        span.setAttribute(ResourceAttributes.SAMPLES, 0L);
      } else {
        process(span, use.get());
      }
    } catch (RuntimeException | LinkageError e) {
      report(e);
    }
  }

  private void thread(ReadWriteSpan span, long took) {
    Optional<SpanStarts.Used> used = starts.ended(span);
    if (used.isPresent()) {
      span.setAttribute(ResourceAttributes.ALLOCATED, used.get().allocated());
      span.setAttribute(
          ResourceAttributes.CPU_THREAD,
          Math.min(1, Math.max(0, (double) used.get().cpu() / Math.max(1, took))));
    }
  }

  private void process(ReadWriteSpan span, ResourceUse use) {
    if (use.knowsCpu()) {
      span.setAttribute(ResourceAttributes.CPU_AVG, use.cpu().avg());
      span.setAttribute(ResourceAttributes.CPU_MAX, use.cpu().max());
      span.setAttribute(ResourceAttributes.CPU_MIN, use.cpu().min());
      span.setAttribute(ResourceAttributes.CPU_BOUND, use.cpu().max() > settings.cpuThreshold());
    }
    span.setAttribute(ResourceAttributes.MEMORY_AVG, Math.round(use.heap().avg()));
    span.setAttribute(ResourceAttributes.MEMORY_MAX, Math.round(use.heap().max()));
    span.setAttribute(ResourceAttributes.MEMORY_MIN, Math.round(use.heap().min()));
    span.setAttribute(
        ResourceAttributes.MEMORY_HIGH,
        use.heap().max() > settings.memoryThreshold() * readings.heapLimitBytes());
    span.setAttribute(ResourceAttributes.SAMPLES, use.samples());
    if (use.nearest()) {
      span.setAttribute(ResourceAttributes.NEAREST, true);
    } else if (use.covered() < 1) {
      span.setAttribute(ResourceAttributes.COVERED, use.covered());
    }
  }

  @Override
  public boolean isOnEndingRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // All is done while the span can still be changed.
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }

  @Override
  public CompletableResultCode shutdown() {
    sampler.close();
    return CompletableResultCode.ofSuccess();
  }

  /** Once: what fails for one span fails for all. */
  private void report(Throwable e) {
    if (failed.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, "spans end without figures of CPU and memory", e);
    }
  }
}
