// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The real kubectl against the API server of the tests. */
public final class Kubectl {
  private final LocalApiServer server;

  public Kubectl(LocalApiServer server) {
    this.server = server;
  }

  /** What a command printed on both streams, and how it ended. */
  public record Result(int status, String output) {}

  /** Runs kubectl with a text on its standard input. */
  public Result run(String input, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(LocalApiServer.program("kubectl").toString());
    command.add("--kubeconfig=" + server.kubeconfigFile());
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
