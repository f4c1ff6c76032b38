// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.spans;

import static dev.rightsizing.testkit.OtlpReceiver.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.testkit.OtlpReceiver;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The processor in an SDK that configures itself, as a program has it that adds the jar. */
class ResourceSpansTest {
  private static final Duration LONG_ENOUGH = Duration.ofMillis(500);

  @Test
  void aReceiverTellsACpuBoundSpanFromAWaitingOne() {
    // Other processes may leave the busy span no processor for a while.
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(1))
        .pollInSameThread()
        .untilAsserted(ResourceSpansTest::tellsThemApart);
  }

  private static void tellsThemApart() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      // In a process of its own: other tests' threads would count as the waiting span's.
      Process program =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Program.class.getName(),
                  receiver.endpoint())
              .inheritIO()
              .start();
      assertThat(program.waitFor()).isZero();

      assertThat(receiver.spans()).hasSize(2);
      Span waiting = receiver.spans("waiting").get(0);
      Span busy = receiver.spans("busy").get(0);
      assertThat(number(busy, "cpu.avg")).isGreaterThan(3 * number(waiting, "cpu.avg"));
      assertThat(number(busy, "cpu.thread")).isGreaterThan(10 * number(waiting, "cpu.thread"));
      assertThat(isCpuBound(busy)).isTrue();
      assertThat(isCpuBound(waiting)).isFalse();
      assertThat(attribute(busy, "memory.max").orElseThrow().getValue().getIntValue()).isPositive();
      assertThat(attribute(busy, "memory.allocated").orElseThrow().getValue().getIntValue())
          .isGreaterThan(1_000_000);
    }
  }

  /** Waits in one span and works hard in another. */
  static final class Program {
    public static void main(String[] arguments) {
      var sdk =
          sdk(
              Map.of(
                  "otel.exporter.otlp.endpoint",
                  arguments[0],
                  "otel.traces.exporter",
                  "otlp",
                  "rightsizing.spans.interval",
                  "50ms",
                  // Other work on the machine may leave no more.
                  "rightsizing.spans.cpu.threshold",
                  "0.3"));
      Tracer tracer = sdk.getOpenTelemetrySdk().getTracer("test");
      rest(); // until what the start left behind is done
      // First, as what is sent of the busy span would cost the waiting one.
      span(tracer, "waiting", ResourceSpansTest::rest);
      span(tracer, "busy", ResourceSpansTest::burn);
      sdk.getOpenTelemetrySdk().close();
    }
  }

  @Test
  void canBeSwitchedOff() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      var sdk =
          sdk(
              Map.of(
                  "otel.exporter.otlp.endpoint", receiver.endpoint(),
                  "otel.traces.exporter", "otlp",
                  "rightsizing.spans.enabled", "false"));
      span(sdk.getOpenTelemetrySdk().getTracer("test"), "plain", () -> {});
      sdk.getOpenTelemetrySdk().close();

      await().untilAsserted(() -> assertThat(receiver.spans()).hasSize(1));
      assertThat(receiver.spans().get(0).getAttributesList()).isEmpty();
    }
  }

  @Test
  void aSettingThatIsNoneNamesItself() {
    assertThatThrownBy(() -> sdk(Map.of("rightsizing.spans.cpu.threshold", "80")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("rightsizing.spans.cpu.threshold is 80.0")
        .hasMessageContaining("0 to 1");
    assertThatThrownBy(() -> sdk(Map.of("rightsizing.spans.interval", "1ms")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("rightsizing.spans.interval is 1 ms");
  }

  private static AutoConfiguredOpenTelemetrySdk sdk(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.putIfAbsent("otel.traces.exporter", "none");
    all.put("otel.metrics.exporter", "none");
    all.put("otel.logs.exporter", "none");
    all.put("otel.exporter.otlp.protocol", "http/protobuf");
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(() -> all)
        .build();
  }

  private static void span(Tracer tracer, String name, Runnable work) {
    var span = tracer.spanBuilder(name).startSpan();
    try (var scope = span.makeCurrent()) {
      work.run();
    } finally {
      span.end();
    }
  }

  private static double number(Span span, String name) {
    return attribute(span, name).orElseThrow().getValue().getDoubleValue();
  }

  private static boolean isCpuBound(Span span) {
    return attribute(span, "resource.cpu_bound").orElseThrow().getValue().getBoolValue();
  }

  private static void rest() {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    for (long left = LONG_ENOUGH.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** More threads than processors, so that other processes leave them most of the time. */
  private static void burn() {
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
      Thread thread = new Thread(ResourceSpansTest::count);
      thread.start();
      others.add(thread);
    }
    count();
    others.forEach(
        thread -> {
          try {
            thread.join();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void count() {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    long bytes = 0;
    while (System.nanoTime() < end) {
      bytes += new byte[1024].length;
    }
    assertThat(bytes).isPositive();
  }
}
