// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers lists page by page and keeps watches open, as an API server does for Recommendations. */
final class RecommendationServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> objects = new CopyOnWriteArrayList<>();
  private final Map<HttpExchange, OutputStream> watches = new ConcurrentHashMap<>();

  /** Queries of the lists that were asked for, without those of watches. */
  final List<String> lists = new CopyOnWriteArrayList<>();

  volatile int status = 200;

  RecommendationServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Objects as JSON, in place of those before. */
  void holds(List<String> now) {
    objects.clear();
    objects.addAll(now);
  }

  Path kubeconfig(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: local
        contexts: [{name: local, context: {cluster: local, user: me, namespace: shop}}]
        clusters: [{name: local, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: me, user: {token: none}}]
        """
            .formatted(server.getAddress().getPort()));
  }

  boolean isWatched() {
    return !watches.isEmpty();
  }

  /** To all watches. */
  void event(String type, String object) {
    String line = "{\"type\":\"" + type + "\",\"object\":" + object + "}\n";
    watches.forEach(
        (call, out) -> {
          try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.flush();
          } catch (IOException e) {
            watches.remove(call);
          }
        });
  }

  void endWatches() {
    watches.keySet().forEach(HttpExchange::close);
    watches.clear();
  }

  private void answer(HttpExchange call) {
    Map<String, String> query = query(call);
    try {
      if (status != 200) {
        send(call, status, "{\"kind\":\"Status\",\"message\":\"not now\",\"code\":" + status + "}");
      } else if ("true".equals(query.get("watch"))) {
        watch(call);
      } else {
        lists.add(call.getRequestURI().getPath() + "?" + call.getRequestURI().getQuery());
        int from = Integer.parseInt(query.getOrDefault("continue", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "1000000"));
        int end = Math.min(objects.size(), from + limit);
        String next = end < objects.size() ? ",\"continue\":\"" + end + "\"" : "";
        send(
            call,
            200,
            "{\"apiVersion\":\"rightsizing.dev/v1alpha1\",\"kind\":\"RecommendationList\",\"metadata\":{\"resourceVersion\":\"7\""
                + next
                + "},\"items\":["
                + String.join(",", objects.subList(from, end))
                + "]}");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void watch(HttpExchange call) throws IOException {
    if (call.getRequestHeaders().containsKey("Upgrade")) {
      // No web sockets here: the client then watches by plain HTTP.
      call.sendResponseHeaders(200, -1);
      call.close();
      return;
    }
    call.sendResponseHeaders(200, 0);
    OutputStream out = call.getResponseBody();
    out.flush();
    watches.put(call, out);
  }

  private static void send(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = call.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static Map<String, String> query(HttpExchange call) {
    String raw = call.getRequestURI().getRawQuery();
    if (raw == null) {
      return Map.of();
    }
    return List.of(raw.split("&")).stream()
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair ->
                    pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    endWatches();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Recommendations with figures, the n-th of which saves n. */
  static List<String> many(int count) {
    return IntStream.range(0, count).mapToObj(n -> object("w" + n, "shop", n, "None", "")).toList();
  }

  /**
   * A Recommendation.
   *
   * @param signals of its risk, as JSON
   */
  static String object(String name, String namespace, int saving, String risk, String signals) {
    return """
        {"apiVersion":"rightsizing.dev/v1alpha1","kind":"Recommendation",
         "metadata":{"name":"deployment-%1$s","namespace":"%2$s","uid":"%1$s","resourceVersion":"5",
          "creationTimestamp":"2026-03-04T10:00:00Z","managedFields":[{"manager":"rightsizing-operator"}],
          "labels":{"rightsizing.dev/policy":"shop"}},
         "spec":{"policy":"shop","target":{"apiVersion":"apps/v1","kind":"Deployment","name":"%1$s"}},
         "status":{"replicas":3,
          "containers":[{"name":"app","role":"Main",
           "cpu":{"current":{"request":"1","limit":"2"},"usage":{"p95":"1900m","max":"2","mean":"95m"},
            "recommended":{"request":"219m","limit":"438m"},"verdict":"OverProvisioned","explanation":"%3$s"},
           "memory":{"current":{"request":"256Mi","limit":"1Gi"},"usage":{"p95":"300Mi","max":"512Mi","mean":"200Mi"},
            "recommended":{"request":"2Gi","limit":"2Gi"},"verdict":"InsufficientData"}}],
          "savings":{"monthly":"%4$d.50","currency":"USD","cpu":"2343m","memory":"0","percent":25},
          "confidence":{"level":"High"},
          "risk":{"level":"%5$s","since":"2026-03-04T10:00:00Z","minutesToLimit":55,"reasons":["a reason"],
           "signals":[%6$s]},
          "display":{"target":"Deployment/%1$s","cpu":"1->219m","memory":"256Mi->2Gi","saving":"%4$d.50 USD"},
          "conditions":[{"type":"Ready","status":"True"}]}}
        """
        .formatted(name, namespace, "x".repeat(3000), saving, risk, signals)
        .replace("\n", "");
  }
}
