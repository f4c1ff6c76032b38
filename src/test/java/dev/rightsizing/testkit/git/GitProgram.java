// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.testkit.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The installed git, without anybody's configuration. */
public final class GitProgram {
  private GitProgram() {}

  /** Runs a command in a folder; its output, or an error with what it wrote. */
  public static String run(Path dir, String... arguments) {
    return run(dir, new byte[0], arguments);
  }

  /** Runs a command with something on its standard input. */
  public static String run(Path dir, byte[] input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Result result = any(dir, input, Map.of(), command);
    if (result.status() != 0) {
      throw new IllegalStateException(command + ": " + result.output());
    }
    return result.output();
  }

  /** Runs any command with git's variables and others; both of its outputs in one. */
  public static Result any(
      Path dir, byte[] input, Map<String, String> variables, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
      builder.environment().putAll(environment());
      builder.environment().putAll(variables);
      Process process = builder.start();
      Thread feeder =
          new Thread(
              () -> {
                try (var in = process.getOutputStream()) {
                  in.write(input);
                } catch (IOException e) {
                  // The program ended without reading all; its status says so.
                }
              });
      feeder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What a program ended with. */
  public record Result(int status, String output) {}

  static Map<String, String> environment() {
    return Map.of(
        "GIT_CONFIG_NOSYSTEM", "1",
        "GIT_CONFIG_GLOBAL", "/dev/null",
        "GIT_TERMINAL_PROMPT", "0",
        "LC_ALL", "C",
        "GIT_AUTHOR_NAME", "Anna Person",
        "GIT_AUTHOR_EMAIL", "anna@example.com",
        "GIT_COMMITTER_NAME", "Anna Person",
        "GIT_COMMITTER_EMAIL", "anna@example.com");
  }
}
