// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.bench;

import dev.rightsizing.spans.ResourceSpanProcessor;
import dev.rightsizing.spans.SpanSettings;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A span from its start to its end, with and without what it cost on it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpanBenchmark {
  @Param({"false", "true"})
  public boolean figures;

  private SdkTracerProvider provider;
  private Tracer tracer;

  /** Without an exporter, whose cost is the same for both. */
  @Setup
  public void start() {
    var builder = SdkTracerProvider.builder();
    if (figures) {
      builder.addSpanProcessor(ResourceSpanProcessor.create(SpanSettings.DEFAULT));
    } else {
      builder.addSpanProcessor(new Nothing());
    }
    provider = builder.build();
    tracer = provider.get("benchmark");
  }

  @TearDown
  public void stop() {
    provider.close();
  }

  /** One span, short as it is: the nearest sample. */
  @Benchmark
  public Span span() {
    Span span = tracer.spanBuilder("work").startSpan();
    span.end();
    return span;
  }

  /** Without any processor the SDK would not make spans at all. */
  private static final class Nothing implements io.opentelemetry.sdk.trace.SpanProcessor {
    @Override
    public void onStart(
        io.opentelemetry.context.Context parent, io.opentelemetry.sdk.trace.ReadWriteSpan span) {
      // Nothing to add.
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(io.opentelemetry.sdk.trace.ReadableSpan span) {
      // Nothing to add.
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }
}
