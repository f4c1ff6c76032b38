// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceSpanProcessorTest {
  private static final Duration TICK = Duration.ofMillis(100);

  private final FakeReadings readings = new FakeReadings();
  private final SpanStarts starts = new SpanStarts(readings);
  private final Sampler sampler = new Sampler(readings, TICK, starts::clean);
  private final Kept kept = new Kept();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .setClock(new SameClock())
          .addSpanProcessor(
              new ResourceSpanProcessor(
                  readings, new SpanSettings(true, TICK, 0.8, 0.9), starts, sampler))
          .addSpanProcessor(SimpleSpanProcessor.create(kept))
          .build();
  private final Tracer tracer = provider.get("test");

  @AfterEach
  void close() {
    provider.close();
  }

  private void tick(double busy) {
    readings.pass(TICK, busy);
    sampler.sample();
  }

  private SpanData ended(Span span) {
    span.end();
    return kept.spans.get(kept.spans.size() - 1);
  }

  @Test
  void setsWhatTheProcessUsedDuringTheSpan() {
    tick(1);
    Span span = tracer.spanBuilder("work").startSpan();
    tick(0.2);
    readings.heap = 500;
    tick(0.4);

    SpanData data = ended(span);

    assertThat(data.getAttributes().get(ResourceAttributes.CPU_AVG)).isCloseTo(0.3, within(1e-6));
    assertThat(data.getAttributes().get(ResourceAttributes.CPU_MAX)).isCloseTo(0.4, within(1e-6));
    assertThat(data.getAttributes().get(ResourceAttributes.CPU_MIN)).isCloseTo(0.2, within(1e-6));
    assertThat(data.getAttributes().get(ResourceAttributes.MEMORY_AVG)).isEqualTo(300);
    assertThat(data.getAttributes().get(ResourceAttributes.MEMORY_MAX)).isEqualTo(500);
    assertThat(data.getAttributes().get(ResourceAttributes.MEMORY_MIN)).isEqualTo(100);
    assertThat(data.getAttributes().get(ResourceAttributes.CPU_BOUND)).isFalse();
    assertThat(data.getAttributes().get(ResourceAttributes.MEMORY_HIGH)).isFalse();
    assertThat(data.getAttributes().get(ResourceAttributes.SAMPLES)).isEqualTo(2);
    assertThat(data.getAttributes().get(ResourceAttributes.NEAREST)).isNull();
    assertThat(data.getAttributes().get(ResourceAttributes.COVERED)).isNull();
  }

  @Test
  void namesSpansThatWereCpuBoundOrHighInMemory() {
    Span span = tracer.spanBuilder("work").startSpan();
    readings.heap = 901;
    tick(0.81);

    SpanData data = ended(span);

    assertThat(data.getAttributes().get(ResourceAttributes.CPU_BOUND)).isTrue();
    assertThat(data.getAttributes().get(ResourceAttributes.MEMORY_HIGH)).isTrue();
  }

  @Test
  void aSpanShorterThanASampleTakesTheNearestAndSaysSo() {
    tick(0.3);
    Span span = tracer.spanBuilder("short").startSpan();
    readings.pass(Duration.ofMillis(5), 1);

    SpanData data = ended(span);

    assertThat(data.getAttributes().get(ResourceAttributes.CPU_MAX)).isCloseTo(0.3, within(1e-6));
    assertThat(data.getAttributes().get(ResourceAttributes.NEAREST)).isTrue();
  }

  @Test
  void aLongSpanSaysWhatPartIsCovered() {
    Span span = tracer.spanBuilder("long").startSpan();
    for (int i = 0; i < 600; i++) {
      tick(0.5);
    }

    SpanData data = ended(span);

    assertThat(data.getAttributes().get(ResourceAttributes.SAMPLES)).isEqualTo(255);
    assertThat(data.getAttributes().get(ResourceAttributes.COVERED))
        .isCloseTo(25.4 / 60, within(1e-6));
  }

  @Test
  void aSpanBeforeTheFirstSampleSaysThatThereIsNone() {
    SpanData data = ended(tracer.spanBuilder("first").startSpan());

    assertThat(data.getAttributes().get(ResourceAttributes.SAMPLES)).isZero();
    assertThat(data.getAttributes().get(ResourceAttributes.CPU_AVG)).isNull();
  }

  @Test
  void setsWhatTheThreadUsedWhereTheSpanStaysOnIt() {
    Span span = tracer.spanBuilder("work").startSpan();
    readings.pass(Duration.ofMillis(100), 0.5);
    readings.use(4096, Duration.ofMillis(75));

    SpanData data = ended(span);

    assertThat(data.getAttributes().get(ResourceAttributes.ALLOCATED)).isEqualTo(4096);
    assertThat(data.getAttributes().get(ResourceAttributes.CPU_THREAD))
        .isCloseTo(0.75, within(1e-6));
  }

  @Test
  void saysNothingOfTheThreadWhereAnotherEndsTheSpan() throws Exception {
    Span span = tracer.spanBuilder("handed on").startSpan();
    Thread other = new Thread(span::end);
    other.start();
    other.join();

    assertThat(kept.spans.get(0).getAttributes().get(ResourceAttributes.ALLOCATED)).isNull();
    assertThat(starts.size()).isZero();
  }

  @Test
  void aJvmOrThreadThatDoesNotKnowLeavesTheFigureOut() {
    readings.unknown = true;
    Span span = tracer.spanBuilder("virtual").startSpan();
    tick(0.5);

    SpanData data = ended(span);

    assertThat(data.getAttributes().get(ResourceAttributes.ALLOCATED)).isNull();
    assertThat(data.getAttributes().get(ResourceAttributes.CPU_AVG)).isNull();
    assertThat(data.getAttributes().get(ResourceAttributes.CPU_BOUND)).isNull();
    assertThat(data.getAttributes().get(ResourceAttributes.MEMORY_AVG)).isEqualTo(100);
  }

  @Test
  void spansThatNeverEndAreForgotten() {
    List<Span> open = new ArrayList<>();
    for (int i = 0; i < 10_050; i++) {
      open.add(tracer.spanBuilder("leak").startSpan());
    }
    assertThat(starts.size()).isEqualTo(10_000);

    readings.pass(Duration.ofMinutes(61), 0);
    sampler.sample();

    assertThat(starts.size()).isZero();
    assertThat(open).hasSize(10_050);
  }

  @Test
  void aFaultNeverReachesTheProgram() {
    readings.fault = new IllegalStateException("no figures");
    Span span = tracer.spanBuilder("work").startSpan();

    SpanData data = ended(span);

    assertThat(data.hasEnded()).isTrue();
    assertThat(data.getAttributes().isEmpty()).isTrue();
  }

  /** Wall time and the processor's clock go together, as they do in a JVM. */
  private final class SameClock implements Clock {
    private long last;

    @Override
    public long now() {
      return nanoTime();
    }

    @Override
    public long nanoTime() {
      if (readings.fault == null) {
        last = readings.nanoTime();
      }
      return last;
    }
  }

  /** Keeps spans as they are exported. */
  private static final class Kept implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> some) {
      spans.addAll(some);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
