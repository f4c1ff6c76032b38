// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real OpenTelemetry Collector, as "tests-e2e/cluster tools otelcol" leaves it. */
public final class LocalCollector implements AutoCloseable {
  private static final Path PROGRAM = Path.of(".local/bin/otelcol");

  private final Process process;
  private final Path log;

  private LocalCollector(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** What a run of the program printed, and how it ended. */
  public record Result(int code, String output) {}

  /**
   * Starts it and waits until it takes connections.
   *
   * @param port on which it listens once it is ready
   * @param environment variables that the configurations name
   * @param configurations files, of which later ones change earlier ones
   */
  public static LocalCollector start(
      Path folder, int port, Map<String, String> environment, Path... configurations)
      throws IOException {
    Path log = folder.resolve("collector.log");
    Process process =
        builder(List.of(), environment, configurations).redirectOutput(log.toFile()).start();
    LocalCollector collector = new LocalCollector(process, log);
    try {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                if (!process.isAlive()) {
                  throw new IllegalStateException("the collector ended: " + collector.log());
                }
                return isListening(port);
              });
    } catch (RuntimeException e) {
      collector.close();
      throw e;
    }
    return collector;
  }

  /** Has configurations checked by it. */
  public static Result validate(Map<String, String> environment, Path... configurations)
      throws Exception {
    Path output = Files.createTempFile("collector", ".log");
    try {
      Process process =
          builder(List.of("validate"), environment, configurations)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  private static ProcessBuilder builder(
      List<String> command, Map<String, String> environment, Path... configurations) {
    Assumptions.assumeTrue(
        Files.isExecutable(PROGRAM), "no collector: run \"tests-e2e/cluster tools otelcol\"");
    List<String> line = new ArrayList<>();
    line.add(PROGRAM.toAbsolutePath().toString());
    line.addAll(command);
    Stream.of(configurations).forEach(file -> line.add("--config=" + file.toAbsolutePath()));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder;
  }

  /** What it has logged so far. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Lets it send what it holds, and ends it. */
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
