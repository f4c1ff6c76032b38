// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.rightsizing.testkit.LocalApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The real Helm, with the chart of this repository. */
final class Helm {
  static final String RELEASE = "rightsizing-operator";

  private static final Path PROGRAM = Path.of(".local/bin/helm").toAbsolutePath();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final List<String> cluster;

  private Helm(List<String> cluster) {
    this.cluster = cluster;
  }

  /** Without a cluster. */
  static Helm alone() {
    return new Helm(List.of());
  }

  /** With the API server of the tests. */
  static Helm on(LocalApiServer server) {
    return new Helm(List.of("--kubeconfig=" + server.kubeconfigFile()));
  }

  /** What a run printed on both streams, and how it ended. */
  record Result(int status, String output) {

    Result isFine() {
      assertThat(status).as(output).isZero();
      return this;
    }

    void isRefusedWith(String... words) {
      assertThat(status).as(output).isNotZero();
      assertThat(output).contains(words);
    }
  }

  /** Runs Helm. */
  Result run(String... arguments) {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IllegalStateException(
          PROGRAM + " is missing; run `tests-e2e/cluster tools` (make test does it)");
    }
    List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
    command.addAll(List.of(arguments));
    command.addAll(cluster);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    try {
      Path home = Path.of("target/helm").toAbsolutePath();
      for (String part : List.of("CACHE", "CONFIG", "DATA")) {
        builder.environment().put("HELM_" + part + "_HOME", home + "/" + part);
      }
      Process process = builder.start();
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

  /** Runs a command on the chart as the release in a namespace. */
  Result release(String command, String namespace, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, RELEASE, ChartFile.CHART.toString(), "--namespace", namespace));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** The objects that the chart makes with these arguments, hooks included. */
  static List<JsonNode> objects(String... arguments) {
    return parse(alone().release("template", "rightsizing-system", arguments).isFine().output());
  }

  static List<JsonNode> parse(String yaml) {
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      Iterable<JsonNode> all = () -> documents;
      return StreamSupport.stream(all.spliterator(), false)
          .filter(document -> document != null && document.isObject())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(yaml, new IOException(e));
    }
  }

  /** The one object of a kind and name. */
  static JsonNode find(List<JsonNode> objects, String kind, String name) {
    List<JsonNode> found =
        objects.stream()
            .filter(o -> o.path("kind").asText().equals(kind))
            .filter(o -> o.at("/metadata/name").asText().equals(name))
            .toList();
    assertThat(found).as(kind + " " + name).hasSize(1);
    return found.get(0);
  }
}
