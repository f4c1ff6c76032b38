// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.shipped;

import static dev.rightsizing.testkit.OtlpReceiver.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.testkit.OtlpReceiver;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of docs/spans.md in programs that have nothing of the operator on their class path. */
class SpansJarIT {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** A program as others have it: its SDK configures itself. */
  private static final String CONFIGURES_ITSELF =
      """
      class Program {
        public static void main(String[] args) {
          var sdk = io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk.initialize();
          sdk.getOpenTelemetrySdk().getTracer("program").spanBuilder("work").startSpan().end();
          sdk.getOpenTelemetrySdk().close();
        }
      }
      """;

  @TempDir Path folder;

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-spans.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void holdsTheProcessorAloneAndItsService() throws Exception {
    try (JarFile jar = new JarFile(jar().toFile())) {
      List<String> names =
          jar.stream().filter(e -> !e.isDirectory()).map(java.util.zip.ZipEntry::getName).toList();

      assertThat(names)
          .contains(
              "META-INF/services/io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider",
              "dev/rightsizing/spans/ResourceSpans.class")
          .allMatch(
              name -> name.startsWith("META-INF/") || name.startsWith("dev/rightsizing/spans/"));
    }
    assertThat(Files.size(jar())).isLessThan(40_000);
  }

  @Test
  void aProgramGetsTheFiguresByTheJarOnItsClassPathAlone() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver()) {
      run(
          CONFIGURES_ITSELF,
          Map.of(
              "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint(),
              "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
              "OTEL_METRICS_EXPORTER", "none",
              "OTEL_LOGS_EXPORTER", "none"));

      assertThat(receiver.spans("work"))
          .singleElement()
          .satisfies(
              span -> {
                assertThat(attribute(span, "resource.samples")).isPresent();
                assertThat(attribute(span, "memory.allocated")).isPresent();
              });
    }
  }

  @Test
  void theExampleInTheDocsRuns() throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/spans.md")));
    assertThat(example.find()).isTrue();

    run(example.group(1), Map.of());
  }

  private void run(String source, Map<String, String> environment) throws Exception {
    Path file = Files.writeString(folder.resolve("Source.java"), source);
    Path output = folder.resolve("output");
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    java.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    java.environment().putAll(environment);
    Process process = java.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
      assertThat(Files.readString(output)).doesNotContainIgnoringCase("warn");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() throws IOException {
    return Stream.concat(
            Stream.of(jar().toString()),
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.matches(".*/opentelemetry-(?!proto|semconv|instrum)[^/]*")))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
