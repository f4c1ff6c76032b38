// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import static dev.rightsizing.testkit.OtlpReceiver.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.testkit.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpExportTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private Tracing start(String endpoint, String... more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.exporter.otlp.endpoint", endpoint);
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return OtlpExport.start(
        registry,
        Clock.systemUTC(),
        properties,
        Map.of("k8s.cluster.name", "blue", "deployment.environment.name", "test"));
  }

  private static void close(Tracing tracing) throws Exception {
    ((AutoCloseable) tracing).close();
  }

  private double dropped(String signal) {
    return counted("rightsizing_otlp_dropped", signal);
  }

  private double counted(String name, String signal) {
    return registry.scrape().stream()
        .filter(m -> m.getMetadata().getName().equals(name))
        .flatMap(m -> ((CounterSnapshot) m).getDataPoints().stream())
        .filter(p -> signal.equals(p.getLabels().get("signal")))
        .filter(p -> !"succeeded".equals(p.getLabels().get("outcome")))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  @Test
  void sendsMetricsAndStepsWithTheirParents() throws Exception {
    Counter.builder().name("queries_total").help("Queries.").register(registry).inc(5);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Tracing tracing =
          start(
              receiver.endpoint(),
              "otel.exporter.otlp.headers",
              "x-tenant=a",
              "otel.resource.attributes",
              "k8s.cluster.name=green,team=core");
      try (Tracing.Step outer = tracing.begin("evaluation")) {
        outer.with(Attributes.POLICY, "web").with(Attributes.WORKLOADS, 3);
        tracing
            .carrying(pool)
            .submit(
                () -> {
                  try (Tracing.Step inner = tracing.call("query")) {
                    inner.failed("Timeout");
                  }
                })
            .get();
      }
      close(tracing);

      Span outer = receiver.spans("evaluation").get(0);
      Span inner = receiver.spans("query").get(0);
      assertThat(inner.getParentSpanId()).isEqualTo(outer.getSpanId());
      assertThat(inner.getTraceId()).isEqualTo(outer.getTraceId());
      assertThat(inner.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(inner.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(inner.getStatus().getMessage()).isEqualTo("Timeout");
      assertThat(attribute(outer, Attributes.POLICY).orElseThrow().getValue().getStringValue())
          .isEqualTo("web");
      assertThat(attribute(outer, "memory.allocated")).isPresent();
      assertThat(receiver.metrics()).containsKeys("queries", "rightsizing_otlp_dropped");
      assertThat(receiver.metrics().keySet()).noneMatch(name -> name.contains("processedSpans"));
      assertThat(receiver.metrics().get("queries").getSum().getDataPoints(0).getAsDouble())
          .isEqualTo(5);
      assertThat(receiver.resource())
          .containsEntry("service.name", "rightsizing-operator")
          .containsEntry("k8s.cluster.name", "green")
          .containsEntry("deployment.environment.name", "test")
          .containsEntry("team", "core");
      assertThat(receiver.headers())
          .isNotEmpty()
          .allSatisfy(
              headers -> {
                assertThat(headers.get("X-tenant")).containsExactly("a");
                assertThat(headers.get("Content-encoding")).containsExactly("gzip");
              });
      assertThat(dropped("traces") + dropped("metrics")).isZero();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void smallStepsBeyondABoundHaveNoSpanAndAreCounted() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Tracing tracing = start(receiver.endpoint());
      try (Tracing.Step outer = tracing.begin("evaluation")) {
        for (int i = 0; i < SpanTracing.MOST_DETAILS + 7; i++) {
          tracing.detail("patch").with(Attributes.NAME, "web").close();
        }
        assertThat(outer).isNotNull();
      }
      close(tracing);

      assertThat(receiver.spans("patch")).hasSize(SpanTracing.MOST_DETAILS);
      Span outer = receiver.spans("evaluation").get(0);
      assertThat(attribute(outer, Attributes.LEFT_OUT).orElseThrow().getValue().getIntValue())
          .isEqualTo(7);
    }
  }

  @Test
  void theSamplerIsTheOneThatIsSet() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      Tracing tracing = start(receiver.endpoint(), "otel.traces.sampler", "always_off");
      tracing.begin("evaluation").close();
      close(tracing);

      assertThat(receiver.metrics()).isNotEmpty();
      assertThat(receiver.spans()).isEmpty();
    }
  }

  @Test
  void aCollectorThatIsAwayIsLoggedOnceAndWhatItMissesIsCounted() throws Exception {
    List<String> lines = new ArrayList<>();
    Handler handler = listen(lines);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try {
      Tracing tracing =
          start(
              "http://127.0.0.1:" + port,
              "otel.metric.export.interval",
              "50",
              "otel.exporter.otlp.timeout",
              "200",
              "otel.bsp.schedule.delay",
              "50");
      tracing.begin("one").close();
      tracing.begin("two").close();

      await()
          .untilAsserted(
              () -> {
                assertThat(dropped("traces")).isEqualTo(2);
                assertThat(counted("rightsizing_otlp_exports", "metrics")).isGreaterThan(2);
                assertThat(dropped("metrics")).isPositive();
              });
      assertThat(lines)
          .filteredOn(line -> line.contains("does not take metrics"))
          .singleElement()
          .asString()
          .contains("rightsizing_otlp_dropped_total");
      close(tracing);
    } finally {
      Logger.getLogger(ExportReport.class.getName()).removeHandler(handler);
    }
  }

  @Test
  void aCollectorThatHangsHoldsUpNothing() throws Exception {
    try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Tracing tracing =
          start(
              "http://127.0.0.1:" + hanging.getLocalPort(),
              "otel.bsp.max.queue.size",
              "64",
              "otel.bsp.max.export.batch.size",
              "32",
              "otel.exporter.otlp.timeout",
              "2000");
      long began = System.nanoTime();
      for (int i = 0; i < 1_000; i++) {
        tracing.begin("evaluation").close();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);

      // A thousand spans that had to wait for one answer each, or for one at all, would take
      // longer.
      assertThat(took).isLessThan(Duration.ofMillis(1900));
      assertThat(dropped("traces")).isGreaterThan(800);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(dropped("traces")).isEqualTo(1_000));
      began = System.nanoTime();
      close(tracing);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @Test
  void aProtocolThatIsNotBuiltInIsRefusedAtTheStart() {
    assertThatThrownBy(() -> start("http://127.0.0.1:4317", "otel.exporter.otlp.protocol", "grpc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL is grpc")
        .hasMessageContaining("4318");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-token", "authorization=secret%zz"})
  void headersThatCannotBeReadAreNotRepeated(String headers) {
    assertThatThrownBy(() -> start("http://127.0.0.1:4318", "otel.exporter.otlp.headers", headers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS: write name=value")
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("secret"));
  }

  private static String stackTrace(Throwable e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  @Test
  void anEndpointThatIsNoUrlIsRefusedAtTheStart() {
    assertThatThrownBy(() -> start("collector:4318"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OpenTelemetry cannot be started")
        .hasMessageContaining("collector:4318");
  }

  private static Handler listen(List<String> lines) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(
                line instanceof org.jboss.logmanager.ExtLogRecord ext
                    ? ext.getFormattedMessage()
                    : line.getMessage());
          }

          @Override
          public void flush() {
            // Nothing is buffered.
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
    Logger.getLogger(ExportReport.class.getName()).addHandler(handler);
    return handler;
  }
}
