// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.testkit.Kubectl;
import dev.rightsizing.testkit.LocalApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands of the documentation: Helm takes their values, and the API server what they make. */
@ExtendWith(LocalApiServer.Provided.class)
class DocumentedCommandsIT {
  private static final Path GUIDE = Path.of("docs/install.md");

  /** Options that only a release that exists can have. */
  private static final Set<String> OF_AN_UPGRADE =
      Set.of("--reuse-values", "--reset-then-reuse-values");

  static Stream<String> chartCommands() throws IOException {
    List<Path> pages =
        new ArrayList<>(List.of(Path.of("README.md"), ChartFile.CHART.resolve("README.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages.stream()
        .flatMap(page -> commands(page).stream())
        .filter(command -> command.matches("(?s)helm (install|upgrade) .*"));
  }

  static Stream<String> bindings() {
    return commands(GUIDE).stream().filter(command -> command.contains(" create rolebinding "));
  }

  /** What stands in code blocks without a language, with lines that are continued in one. */
  private static List<String> commands(Path page) {
    List<String> commands = new ArrayList<>();
    String fence = "";
    for (String line : ChartFile.read(page).replace("\\\n", " ").split("\n")) {
      if (line.startsWith("```")) {
        fence = fence.isEmpty() ? line : "";
      } else if (fence.matches("```(bash|sh|shell|console)?")) {
        commands.add(line.replaceFirst("^\\$ ", "").replaceFirst(" # .*", ""));
      }
    }
    return commands;
  }

  /** The arguments as a shell hands them on. */
  private static List<String> arguments(String command) throws IOException {
    Process shell =
        new ProcessBuilder(
                "bash",
                "-c",
                "helm() { printf '%s\\0' \"$@\"; }; kubectl() { helm \"$@\"; }; " + command)
            .start();
    shell.getOutputStream().close();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ArrayList<>(List.of(output.split("\0")));
  }

  @ParameterizedTest
  @MethodSource("chartCommands")
  void everyDocumentedValueExists(String command) throws IOException {
    List<String> arguments = arguments(command);
    arguments.set(0, "template");
    arguments.removeAll(OF_AN_UPGRADE);

    Helm.alone().run(arguments.toArray(String[]::new)).isFine();
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void everyDocumentedBindingIsTaken(String command, LocalApiServer server) throws IOException {
    List<String> arguments = arguments(command);
    assertThat(arguments.subList(0, 2)).containsExactly("-n", "shop");
    arguments.set(1, "default");
    arguments.add("--dry-run=server");

    Kubectl.Result result = new Kubectl(server).run("", arguments.toArray(String[]::new));

    assertThat(result.status()).as(result.output()).isZero();
  }
}
