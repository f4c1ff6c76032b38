// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command as it is shipped: the wrapper and the packaged jar, with pipes for its streams. */
final class Program {
  /** Where the build leaves the wrapper. */
  static final Path WRAPPER = Path.of("bin/rightsize").toAbsolutePath();

  private final Path executable;
  private final Path kubeconfig;

  Program(Path executable, Path kubeconfig) {
    this.executable = executable;
    this.kubeconfig = kubeconfig;
  }

  /** What a run printed, and how it ended. */
  record Result(int status, String out, String err) {

    /** Failed as a person expects: nothing half done on standard output, one line that helps. */
    void isOneLineThatSays(String... words) {
      assertThat(this.status()).as(err).isEqualTo(2);
      assertThat(out).isEmpty();
      assertThat(err).hasLineCount(1).startsWith("rightsize: ").contains(words);
    }
  }

  /** Runs it in the locale C, as containers and CI do. */
  Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    // What a developer has set must not answer for the test.
    environment.keySet().removeIf(name -> name.startsWith("RIGHTSIZ"));
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("LC_ALL", "C");
    try {
      Path out = Files.createTempFile("rightsize", ".out");
      Path err = Files.createTempFile("rightsize", ".err");
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      Result result = new Result(process.waitFor(), text(out), text(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
