// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Prometheus, filled from an OpenMetrics text, in a folder of its own. */
public final class LocalPrometheus implements AutoCloseable {
  private final Process process;
  private final String url;

  private LocalPrometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts one with these samples; the text ends with {@code # EOF}. */
  public static LocalPrometheus with(Path dir, String openMetrics) {
    try {
      Path text = Files.writeString(dir.resolve("usage.om"), openMetrics);
      Path data = Files.createDirectory(dir.resolve("data"));
      run(
          program("promtool"),
          "tsdb",
          "create-blocks-from",
          "openmetrics",
          "--max-block-duration=168h",
          text.toString(),
          data.toString());
      Path config = Files.writeString(dir.resolve("prometheus.yml"), "global: {}\n");
      int port = freePort();
      Process process =
          new ProcessBuilder(
                  program("prometheus"),
                  "--config.file=" + config,
                  "--storage.tsdb.path=" + data,
                  "--storage.tsdb.retention.time=400d",
                  "--web.listen-address=127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("log").toFile())
              .start();
      LocalPrometheus made = new LocalPrometheus(process, "http://127.0.0.1:" + port);
      made.awaitReady();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return url;
  }

  private void awaitReady() {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ready = HttpRequest.newBuilder(URI.create(url + "/-/ready")).build();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(
            () -> client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200);
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    try {
      assertThat(process.waitFor()).as(List.of(command) + ": " + said).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String program(String name) {
    Path program = Path.of(".local/bin", name).toAbsolutePath();
    assertThat(program).as("run tests-e2e/cluster tools first").isExecutable();
    return program.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
