// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.rightsizing.model.Reason;
import dev.rightsizing.telemetry.FigureMetrics;
import dev.rightsizing.telemetry.NameBound;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.OperatorRegistry;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.telemetry.process.ProcessMetrics;
import dev.rightsizing.telemetry.trace.Attributes;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.testkit.LocalCollector;
import dev.rightsizing.testkit.OtlpReceiver;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, and the sample configuration, with the real Collector. */
class CollectorIT {
  private static final Path SAMPLE = Path.of("samples/otel-collector.yaml");
  private static final Pattern SERIES =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_0-9]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  @TempDir Path folder;

  @Test
  void whatTheCollectorGetsIsWhatThePageShows() throws Exception {
    OperatorRegistry registry = new OperatorRegistry();
    JvmMetrics.builder().register(registry);
    new ProcessMetrics(registry, List.of(Path.of("/")));
    FigureMetrics figures = new FigureMetrics(registry);
    OperatorMetrics metrics =
        new OperatorMetrics(registry, figures, new NameBound(10), new NameBound(10));
    new RiskMetrics(registry, figures, new NameBound(10))
        .took(RiskMetrics.Part.SIGNALS, Duration.ofMillis(120));
    metrics.evaluated(Reason.EVALUATED, Duration.ofMillis(700));
    metrics.evaluated(Reason.SOURCE_UNREACHABLE, Duration.ofSeconds(7));
    int in = LocalCollector.freePort();
    int out = LocalCollector.freePort();
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            receivers:
              otlp:
                protocols:
                  http:
                    endpoint: 127.0.0.1:%d
            exporters:
              file:
                path: %s
                flush_interval: 100ms
              prometheus:
                endpoint: 127.0.0.1:%d
            service:
              telemetry:
                metrics:
                  level: none
              pipelines:
                metrics:
                  receivers: [otlp]
                  exporters: [prometheus]
                traces:
                  receivers: [otlp]
                  exporters: [file]
            """
                .formatted(in, folder.resolve("traces.json"), out));
    try (LocalCollector collector = LocalCollector.start(folder, in, Map.of(), config)) {
      Tracing tracing =
          OtlpExport.start(
              registry,
              Clock.systemUTC(),
              Map.of("otel.exporter.otlp.endpoint", "http://127.0.0.1:" + in),
              Map.of());
      try (Tracing.Step outer = tracing.begin("evaluation").with(Attributes.POLICY, "web")) {
        tracing.call("query").with(Attributes.SAMPLES, 12).close();
        assertThat(outer).isNotNull();
      }
      ((AutoCloseable) tracing).close();

      TreeMap<String, Double> page = series(page(registry));
      TreeMap<String, Double> given = series(get("http://127.0.0.1:" + out + "/metrics"));
      // It is of the time between two readings, of which the export was the first.
      page.remove("app_cpu_utilization{}");
      assertThat(page).hasSizeGreaterThan(60);
      assertThat(new TreeSet<>(given.keySet())).as(collector.log()).containsAll(page.keySet());
      page.forEach(
          (name, value) -> {
            // The others have moved on since they were sent.
            if (name.startsWith("rightsizing_") && !name.startsWith("rightsizing_otlp_")) {
              assertThat(given.get(name)).as(name).isEqualTo(value);
            }
          });
      List<JsonNode> spans = spans(folder.resolve("traces.json"));
      JsonNode outer = named(spans, "evaluation");
      JsonNode inner = named(spans, "query");
      assertThat(inner.path("parentSpanId").asText()).isEqualTo(outer.path("spanId").asText());
      assertThat(inner.path("attributes").toString()).contains(Attributes.SAMPLES, "cpu.thread");
    }
  }

  /** By the command on the page, so that it is one that works. */
  @Test
  void theSampleConfigurationIsValidByTheCommandInTheDocs() throws Exception {
    Matcher page =
        Pattern.compile(
                "(?m)^((?:[A-Z0-9_]+=\\S+ )+)\\\\\\n *\\.local/bin/otelcol validate --config (\\S+)$")
            .matcher(Files.readString(Path.of("docs/telemetry.md")));
    assertThat(page.find()).isTrue();
    String command = page.group(1);
    Map<String, String> environment = new TreeMap<>();
    Matcher settings = Pattern.compile("([A-Z0-9_]+)=(\\S+) ").matcher(command);
    while (settings.find()) {
      environment.put(settings.group(1), settings.group(2));
    }
    assertThat(page.group(2)).isEqualTo(SAMPLE.toString());

    LocalCollector.Result result = LocalCollector.validate(environment, SAMPLE);

    assertThat(result.code()).as(result.output()).isZero();
  }

  /** The kubelet is replaced by one that answers from a file: nodes here run no kubelet. */
  @Test
  void theSampleConfigurationPassesOnWhatNodeKubeletAndOperatorSay() throws Exception {
    HttpServer kubelet =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    kubelet.createContext(
        "/stats/summary",
        call -> {
          try (call) {
            byte[] body = KUBELET.getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
          }
        });
    kubelet.createContext(
        "/pods",
        call -> {
          try (call) {
            byte[] body = PODS.getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(200, body.length);
            call.getResponseBody().write(body);
          }
        });
    kubelet.start();
    int health = LocalCollector.freePort();
    int http = LocalCollector.freePort();
    Path here =
        Files.writeString(
            folder.resolve("here.yaml"),
            """
            extensions:
              health_check:
                endpoint: 127.0.0.1:%d
            receivers:
              otlp:
                protocols:
                  grpc:
                    endpoint: 127.0.0.1:%d
                  http:
                    endpoint: 127.0.0.1:%d
              hostmetrics:
                collection_interval: 1s
              kubeletstats:
                collection_interval: 1s
                auth_type: none
                endpoint: http://127.0.0.1:%d
            processors:
              batch:
                timeout: 200ms
            service:
              telemetry:
                metrics:
                  level: none
            """
                .formatted(
                    health, LocalCollector.freePort(), http, kubelet.getAddress().getPort()));
    try (OtlpReceiver backend = new OtlpReceiver();
        LocalCollector collector =
            LocalCollector.start(
                folder,
                http,
                Map.of(
                    "K8S_NODE_NAME", "node-1",
                    "CLUSTER_NAME", "blue",
                    "HOST_ROOT", "/",
                    "OTLP_OUT_ENDPOINT", backend.endpoint()),
                SAMPLE,
                here)) {
      OperatorRegistry registry = new OperatorRegistry();
      Tracing tracing =
          OtlpExport.start(
              registry,
              Clock.systemUTC(),
              Map.of("otel.exporter.otlp.endpoint", "http://127.0.0.1:" + http),
              Map.of("k8s.cluster.name", "green"));
      tracing.begin("evaluation").close();
      ((AutoCloseable) tracing).close();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(backend.metrics())
                      .as(collector.log())
                      .containsKeys(
                          "system.cpu.utilization",
                          "system.memory.utilization",
                          "system.filesystem.usage",
                          "k8s.node.cpu.usage",
                          "container.memory.working_set",
                          "k8s.container.memory_limit_utilization",
                          "rightsizing_otlp_dropped"));
      await().untilAsserted(() -> assertThat(backend.spans("evaluation")).hasSize(1));
      assertThat(backend.resources())
          .anySatisfy(
              resource ->
                  assertThat(resource)
                      .containsEntry("service.name", "rightsizing-operator")
                      .containsEntry("k8s.cluster.name", "green"))
          .anySatisfy(
              resource ->
                  assertThat(resource)
                      .containsEntry("k8s.pod.name", "web-1")
                      .containsEntry("k8s.cluster.name", "blue"));
      assertThat(get("http://127.0.0.1:" + health)).contains("Server available");
    } finally {
      kubelet.stop(0);
    }
  }

  private static String page(OperatorRegistry registry) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Each series by name and sorted labels, without what a collector adds. */
  private static TreeMap<String, Double> series(String page) {
    TreeMap<String, Double> series = new TreeMap<>();
    for (String line : page.lines().toList()) {
      Matcher parts = SERIES.matcher(line);
      if (!line.startsWith("#") && parts.matches() && !parts.group(1).equals("target_info")) {
        TreeMap<String, String> labels = new TreeMap<>();
        Matcher pairs = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
        while (pairs.find()) {
          labels.put(pairs.group(1), number(pairs.group(1), pairs.group(2)));
        }
        labels.keySet().removeIf(name -> name.matches("job|instance|otel_scope_.*"));
        series.put(
            parts.group(1) + labels, Double.parseDouble(parts.group(3).replace("Inf", "Infinity")));
      }
    }
    return series;
  }

  /** Bounds of buckets are written as 1 or 1.0. */
  private static String number(String label, String value) {
    return label.equals("le") && !value.equals("+Inf")
        ? Double.toString(Double.parseDouble(value))
        : value;
  }

  private static List<JsonNode> spans(Path file) throws Exception {
    List<JsonNode> spans = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(Files.readString(file)).contains("\"query\""));
    for (String line : Files.readAllLines(file)) {
      new ObjectMapper()
          .readTree(line)
          .path("resourceSpans")
          .forEach(
              resource ->
                  resource
                      .path("scopeSpans")
                      .forEach(scope -> scope.path("spans").forEach(spans::add)));
    }
    return spans;
  }

  private static JsonNode named(List<JsonNode> spans, String name) {
    return spans.stream()
        .filter(span -> span.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static final String KUBELET =
      """
      {"node": {"nodeName": "node-1", "startTime": "2026-03-01T00:00:00Z",
        "cpu": {"time": "2026-03-01T12:00:00Z", "usageNanoCores": 500000000, "usageCoreNanoSeconds": 1000},
        "memory": {"time": "2026-03-01T12:00:00Z", "usageBytes": 2000, "workingSetBytes": 1000, "rssBytes": 500}},
       "pods": [{"podRef": {"name": "web-1", "namespace": "shop", "uid": "u-1"},
        "startTime": "2026-03-01T00:00:00Z",
        "cpu": {"time": "2026-03-01T12:00:00Z", "usageNanoCores": 250000000, "usageCoreNanoSeconds": 1000},
        "memory": {"time": "2026-03-01T12:00:00Z", "usageBytes": 900, "workingSetBytes": 800, "rssBytes": 500},
        "containers": [{"name": "app", "startTime": "2026-03-01T00:00:00Z",
         "cpu": {"time": "2026-03-01T12:00:00Z", "usageNanoCores": 250000000, "usageCoreNanoSeconds": 1000},
         "memory": {"time": "2026-03-01T12:00:00Z", "usageBytes": 900, "workingSetBytes": 800, "rssBytes": 500}}]}]}
      """;

  private static final String PODS =
      """
      {"kind": "PodList", "apiVersion": "v1", "items": [{"metadata": {"name": "web-1", "namespace": "shop", "uid": "u-1"},
        "spec": {"containers": [{"name": "app",
          "resources": {"limits": {"cpu": "1", "memory": "1600"}, "requests": {"cpu": "500m", "memory": "1600"}}}]},
        "status": {"containerStatuses": [{"name": "app", "containerID": "containerd://c-1"}]}}]}
      """;
}
