// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Takes OTLP over HTTP on a free port and keeps what arrives, read by the protocol's own schema.
 */
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ExportTraceServiceRequest> traces = new CopyOnWriteArrayList<>();
  private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();

  public OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/v1/traces",
        call ->
            take(
                call,
                ExportTraceServiceRequest.parser(),
                traces,
                ExportTraceServiceResponse.getDefaultInstance()));
    server.createContext(
        "/v1/metrics",
        call ->
            take(
                call,
                ExportMetricsServiceRequest.parser(),
                metrics,
                ExportMetricsServiceResponse.getDefaultInstance()));
    server.start();
  }

  /** For {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Every span that has arrived. */
  public List<Span> spans() {
    return traces.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** The spans of one name. */
  public List<Span> spans(String name) {
    return spans().stream().filter(span -> span.getName().equals(name)).toList();
  }

  /** The latest point of each metric that has arrived, by name. */
  public Map<String, Metric> metrics() {
    return metrics.stream()
        .flatMap(request -> request.getResourceMetricsList().stream())
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .collect(Collectors.toMap(Metric::getName, m -> m, (old, newer) -> newer));
  }

  /** Attributes of the resource that sent the first metrics. */
  public Map<String, String> resource() {
    return resources().stream().findFirst().orElse(Map.of());
  }

  /** Attributes of each resource that has sent metrics. */
  public List<Map<String, String>> resources() {
    return metrics.stream()
        .flatMap(request -> request.getResourceMetricsList().stream())
        .map(resource -> attributes(resource.getResource().getAttributesList()))
        .toList();
  }

  private static Map<String, String> attributes(List<KeyValue> pairs) {
    return pairs.stream()
        .collect(Collectors.toMap(KeyValue::getKey, a -> a.getValue().getStringValue()));
  }

  /** Request headers of each request. */
  public List<Map<String, List<String>>> headers() {
    return headers;
  }

  /** A span's attribute, if it is set. */
  public static Optional<KeyValue> attribute(Span span, String name) {
    return span.getAttributesList().stream().filter(a -> a.getKey().equals(name)).findFirst();
  }

  private <T extends MessageLite> void take(
      HttpExchange call, Parser<T> parser, List<T> kept, MessageLite answer) throws IOException {
    try (call) {
      headers.add(Map.copyOf(call.getRequestHeaders()));
      boolean packed = "gzip".equals(call.getRequestHeaders().getFirst("Content-Encoding"));
      try (InputStream body =
          packed ? new GZIPInputStream(call.getRequestBody()) : call.getRequestBody()) {
        kept.add(parser.parseFrom(body));
      } catch (InvalidProtocolBufferException e) {
        call.sendResponseHeaders(400, -1);
        return;
      }
      byte[] bytes = answer.toByteArray();
      call.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      call.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      call.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
