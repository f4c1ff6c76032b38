// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Steps as spans of OpenTelemetry. */
final class SpanTracing implements Tracing {
  /** A first evaluation of a large cluster writes thousands of objects. */
  static final int MOST_DETAILS = 500;

  private static final ContextKey<AtomicInteger> DETAILS = ContextKey.named("rightsizing-details");

  private final Tracer tracer;

  SpanTracing(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public Step begin(String name) {
    AtomicInteger details = new AtomicInteger();
    Span span = tracer.spanBuilder(name).startSpan();
    return new Open(span, Context.current().with(span).with(DETAILS, details), details);
  }

  @Override
  public Step detail(String name) {
    return bounded(name, SpanKind.INTERNAL);
  }

  @Override
  public Step call(String name) {
    return bounded(name, SpanKind.CLIENT);
  }

  private Step bounded(String name, SpanKind kind) {
    AtomicInteger details = Context.current().get(DETAILS);
    if (details != null && details.incrementAndGet() > MOST_DETAILS) {
      return OFF.detail(name);
    }
    Span span = tracer.spanBuilder(name).setSpanKind(kind).startSpan();
    return new Open(span, Context.current().with(span), new AtomicInteger());
  }

  @Override
  public ExecutorService carrying(ExecutorService executor) {
    return Context.taskWrapping(executor);
  }

  private static final class Open implements Step {
    private final Span span;
    private final Scope scope;
    private final AtomicInteger details;

    Open(Span span, Context context, AtomicInteger details) {
      this.span = span;
      this.scope = context.makeCurrent();
      this.details = details;
    }

    @Override
    public Step with(String attribute, String value) {
      span.setAttribute(attribute, value);
      return this;
    }

    @Override
    public Step with(String attribute, long value) {
      span.setAttribute(attribute, value);
      return this;
    }

    @Override
    public Step failed(String reason) {
      span.setStatus(StatusCode.ERROR, reason);
      return this;
    }

    @Override
    public void close() {
      if (details.get() > MOST_DETAILS) {
        span.setAttribute(Attributes.LEFT_OUT, details.get() - MOST_DETAILS);
      }
      scope.close();
      span.end();
    }
  }
}
