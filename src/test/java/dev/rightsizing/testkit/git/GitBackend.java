// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.git;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CGI program that comes with Git. */
public final class GitBackend {
  private final Path root;

  GitBackend(Path root) {
    this.root = root.toAbsolutePath();
  }

  /** An answer as Git gave it. */
  public record Answer(int status, Map<String, String> headers, byte[] body) {}

  /** Answers a request as Git does. */
  public void answer(HttpExchange exchange) throws IOException {
    Answer answer = run(exchange);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
  }

  /** Lets Git do what the request asks for. */
  public Answer run(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> environment = builder.environment();
    environment.putAll(GitProgram.environment());
    environment.put("GIT_PROJECT_ROOT", root.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("REMOTE_ADDR", "127.0.0.1");
    put(environment, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
    put(environment, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
    put(environment, "CONTENT_LENGTH", exchange.getRequestHeaders().getFirst("Content-Length"));
    put(
        environment,
        "HTTP_CONTENT_ENCODING",
        exchange.getRequestHeaders().getFirst("Content-Encoding"));
    put(environment, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    } catch (IOException e) {
      // The program answered without reading all, as for a repository that does not exist.
    }
    try (InputStream out = new BufferedInputStream(process.getInputStream())) {
      return parse(out);
    }
  }

  private static Answer parse(InputStream out) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    int status = 200;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      String[] parts = line.split(": ", 2);
      if (parts[0].equals("Status")) {
        status = Integer.parseInt(parts[1].substring(0, 3));
      } else {
        headers.put(parts[0], parts[1]);
      }
    }
    return new Answer(status, headers, out.readAllBytes());
  }

  private static String line(InputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = out.read(); c >= 0 && c != '\n'; c = out.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static void put(Map<String, String> environment, String name, String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }
}
