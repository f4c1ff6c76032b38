// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import dev.rightsizing.telemetry.OtlpMetrics;
import dev.rightsizing.telemetry.OtlpMetrics.Signal;
import dev.rightsizing.telemetry.trace.Tracing;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The OpenTelemetry SDK as the operator runs it: what {@code OTEL_*} variables say, with defaults
 * for the rest. Sends the registry's metrics and the spans of its {@link Tracing} in the
 * background; whoever makes them never waits for the collector.
 */
public final class OtlpExport implements Tracing, AutoCloseable {
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";
  private static final String HTTP = "http/protobuf";
  private static final String QUEUE = "otel.bsp.max.queue.size";
  private static final int QUEUED_SPANS = 2048;

  private static final List<String> HEADERS =
      List.of(
          "otel.exporter.otlp.headers",
          "otel.exporter.otlp.traces.headers",
          "otel.exporter.otlp.metrics.headers");

  /** What is still to be sent at the end must not keep the process from ending. */
  private static final long LAST_SECONDS = 2;

  /** What {@code OTEL_*} variables do not say. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "otel.service.name",
          "rightsizing-operator",
          PROTOCOL,
          HTTP,
          "otel.exporter.otlp.compression",
          "gzip",
          "otel.metric.export.interval",
          "30000",
          "otel.logs.exporter",
          "none",
          QUEUE,
          Integer.toString(QUEUED_SPANS));

  private final OpenTelemetrySdk sdk;
  private final Tracing tracing;

  private OtlpExport(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
    this.tracing = new SpanTracing(sdk.getTracer("dev.rightsizing.operator"));
  }

  /**
   * Starts sending.
   *
   * @param properties settings of the SDK by the names of its system properties; environment
   *     variables win
   * @param resource attributes of whatever is sent; {@code OTEL_RESOURCE_ATTRIBUTES} wins
   * @throws IllegalArgumentException when a setting makes no sense, with a message that names it
   */
  public static Tracing start(
      PrometheusRegistry registry,
      Clock clock,
      Map<String, String> properties,
      Map<String, String> resource) {
    OtlpMetrics metrics = new OtlpMetrics(registry);
    ExportReport spans = new ExportReport(metrics, Signal.TRACES);
    ExportReport points = new ExportReport(metrics, Signal.METRICS);
    AtomicLong waiting = new AtomicLong();
    try {
      return new OtlpExport(
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesSupplier(() -> DEFAULTS)
              .addPropertiesSupplier(() -> properties)
              .addPropertiesCustomizer(OtlpExport::check)
              .addResourceCustomizer((given, config) -> attributes(resource).merge(given))
              .addSpanExporterCustomizer(
                  (exporter, config) -> new CountedSpanExporter(exporter, waiting, spans))
              .addSpanProcessorCustomizer(
                  (sender, config) ->
                      new SpanQueue(sender, waiting, config.getInt(QUEUE, QUEUED_SPANS), spans))
              .addMetricExporterCustomizer(
                  (exporter, config) -> new CountedMetricExporter(exporter, points))
              .addMeterProviderCustomizer(
                  (builder, config) -> meters(builder, new RegistryMetrics(registry, clock)))
              .build()
              .getOpenTelemetrySdk());
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException("OpenTelemetry cannot be started: " + e.getMessage(), e);
    }
  }

  /** The SDK's figures about itself are left out: what is lost is on the page already. */
  private static SdkMeterProviderBuilder meters(
      SdkMeterProviderBuilder builder, RegistryMetrics metrics) {
    return builder
        .registerMetricProducer(metrics)
        .registerView(
            InstrumentSelector.builder().setName("*").build(),
            View.builder().setAggregation(Aggregation.drop()).build());
  }

  private static Map<String, String> check(ConfigProperties config) {
    String protocol = config.getString(PROTOCOL, HTTP);
    if (!protocol.equals(HTTP)) {
      throw new ConfigurationException(
          "OTEL_EXPORTER_OTLP_PROTOCOL is "
              + protocol
              + "; only "
              + HTTP
              + " is built in: set it to that, and the endpoint to the collector's port for HTTP"
              + " (4318 by default)");
    }
    HEADERS.forEach(name -> checkHeaders(config, name));
    return Map.of();
  }

  /** Before the SDK does, whose message repeats the text: it may be a token. */
  private static void checkHeaders(ConfigProperties config, String name) {
    try {
      config
          .getMap(name)
          .values()
          .forEach(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
    } catch (ConfigurationException | IllegalArgumentException e) {
      throw new ConfigurationException(
          name.toUpperCase(Locale.ROOT).replace('.', '_')
              + ": write name=value, separated by commas, each value encoded as in a URL (a blank"
              + " is %20)");
    }
  }

  private static Resource attributes(Map<String, String> texts) {
    ResourceBuilder resource = Resource.builder();
    texts.forEach(resource::put);
    return resource.build();
  }

  @Override
  public Step begin(String name) {
    return tracing.begin(name);
  }

  @Override
  public Step detail(String name) {
    return tracing.detail(name);
  }

  @Override
  public Step call(String name) {
    return tracing.call(name);
  }

  @Override
  public ExecutorService carrying(ExecutorService executor) {
    return tracing.carrying(Objects.requireNonNull(executor));
  }

  /** Sends what waits, for two seconds at most. */
  @Override
  public void close() {
    sdk.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
  }
}
