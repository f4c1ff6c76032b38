// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsPageFreshnessTest {
  private static final Pattern NAME = Pattern.compile("\\b(?:rightsizing|app)_[a-z0-9_]+\\b");

  private static final String SUFFIXES = "_(?:bucket|sum|count|created)$";

  @Test
  void thePageIsWhatTheCodeRegisters() throws IOException {
    GeneratedFile.at("docs/metrics.md").holds(MetricsPage.text());
  }

  @Test
  void noClassOfMetricsIsMissingOnThePage() throws IOException {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rightsizing");
    Set<String> registering =
        classes.stream()
            .filter(MetricsPageFreshnessTest::takesARegistry)
            .map(JavaClass::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));

    String page = Files.readString(Path.of("src/test/java/dev/rightsizing/crd/MetricsPage.java"));

    assertThat(registering).hasSizeGreaterThan(5);
    assertThat(registering.stream().filter(name -> !page.contains("new " + name + "(")))
        .as("classes that register metrics; make one of each in MetricsPage")
        .isEmpty();
  }

  private static boolean takesARegistry(JavaClass one) {
    return one.getPackageName().startsWith("dev.rightsizing.telemetry")
        && one.getMethodCallsFromSelf().stream().anyMatch(call -> call.getName().equals("register"))
        && one.getConstructors().stream()
            .filter(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC))
            .anyMatch(
                constructor ->
                    constructor.getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(PrometheusRegistry.class)));
  }

  @Test
  void everyMetricThatIsNamedAnywhereExists() throws IOException {
    TreeSet<String> known = MetricsPage.names();
    TreeMap<String, Path> unknown = new TreeMap<>();
    for (Path file : naming()) {
      Matcher names = NAME.matcher(Files.readString(file));
      while (names.find()) {
        String name = names.group();
        boolean exists =
            known.contains(name)
                || known.contains(name.replaceAll(SUFFIXES, ""))
                // "rightsizing_notices_…" on a page, or the beginning of a name in a pattern.
                || name.endsWith("_") && known.stream().anyMatch(of -> of.startsWith(name));
        if (!exists) {
          unknown.put(name, file);
        }
      }
    }

    assertThat(unknown).as("names of metrics that do not exist").isEmpty();
  }

  private static List<Path> naming() throws IOException {
    try (Stream<Path> tree =
        Stream.of(
                "rules", "docs", "samples", "tests-e2e", "helm", "README.md", "src/main/resources")
            .map(Path::of)
            .filter(Files::exists)
            .flatMap(MetricsPageFreshnessTest::walk)) {
      return tree.filter(file -> !file.endsWith("docs/metrics.md")).toList();
    }
  }

  private static Stream<Path> walk(Path root) {
    try {
      return Files.walk(root)
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().matches(".*\\.(gz|csv|json\\.gz|png|jar|svg)"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
