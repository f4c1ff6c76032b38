// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** A real HTTP server that answers as it is told, one answer a request, the last one for ever. */
public final class ScriptedHttpServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<ApiResponse> script = new ArrayDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Function<Request, ApiResponse> always;

  /** Writes one answer. */
  @FunctionalInterface
  public interface ApiResponse {
    void send(HttpExchange exchange) throws IOException;
  }

  /** What was asked. */
  public record Request(String path, com.sun.net.httpserver.Headers headers, String body) {}

  public ScriptedHttpServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next request so. */
  public ScriptedHttpServer then(ApiResponse answer) {
    synchronized (script) {
      script.add(answer);
    }
    return this;
  }

  /** Answers every request by what it asks for. */
  public ScriptedHttpServer always(Function<Request, ApiResponse> answers) {
    always = answers;
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Request request =
        new Request(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
    requests.add(request);
    ApiResponse answer;
    synchronized (script) {
      answer = script.size() > 1 ? script.poll() : script.peek();
    }
    if (always != null) {
      answer = always.apply(request);
    }
    try (exchange) {
      answer.send(exchange);
    }
  }

  /** A status with a body. */
  public static ApiResponse status(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  /** JSON as Prometheus sends it, compressed. */
  public static ApiResponse json(String body) {
    return exchange -> {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(body.getBytes(StandardCharsets.UTF_8));
      }
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(200, packed.size());
      exchange.getResponseBody().write(packed.toByteArray());
    };
  }

  /** Less than was announced. */
  public static ApiResponse truncated(String body, int missing) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length - missing);
      exchange.getResponseBody().flush();
      throw new IOException("the script ends here");
    };
  }

  /** A header before another answer. */
  public static ApiResponse header(String name, String value, ApiResponse answer) {
    return exchange -> {
      exchange.getResponseHeaders().set(name, value);
      answer.send(exchange);
    };
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
