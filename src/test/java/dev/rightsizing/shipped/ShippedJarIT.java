// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/**
 * The built application holds the versions that pom.xml names, and its bill of materials is of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedJarIT {
  private static final Path LIBRARIES = Path.of("target/quarkus-app/lib");
  private static final Path BILL = Path.of("target/bom.json");

  /** As Quarkus names them: group, a dot, artifact, version. */
  private static final Pattern FILE = Pattern.compile("(.+?)-(\\d.*)\\.jar");

  private final Map<String, String> versions = new TreeMap<>();
  private Element properties;

  @BeforeAll
  void readTheBuild() throws Exception {
    for (String file : files()) {
      Matcher parts = FILE.matcher(file);
      assertThat(parts.matches()).as("name of %s", file).isTrue();
      String before = versions.put(parts.group(1), parts.group(2));
      assertThat(before).as("another version of %s", file).isNull();
    }
    properties =
        (Element)
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getElementsByTagName("properties")
                .item(0);
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> tree = Files.walk(LIBRARIES)) {
      return tree.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar"))
          .toList();
    }
  }

  private String written(String property) {
    return properties.getElementsByTagName(property).item(0).getTextContent();
  }

  @ParameterizedTest
  @CsvSource({
    "io.quarkus.quarkus-core, quarkus.version",
    "io.quarkus.quarkus-kubernetes-client, quarkus.version",
    "io.quarkiverse.operatorsdk.quarkus-operator-sdk, quarkus-operator-sdk.version",
    "io.javaoperatorsdk.operator-framework-core, josdk.version",
    "io.fabric8.kubernetes-client, fabric8.version",
    "io.vertx.vertx-core, vertx.version",
    "com.fasterxml.jackson.core.jackson-core, jackson.version",
    "com.fasterxml.jackson.core.jackson-databind, jackson.version",
    "org.apache.kafka.kafka-clients, kafka.version",
    "io.prometheus.prometheus-metrics-core, prometheus-metrics.version",
    "org.hdrhistogram.HdrHistogram, hdrhistogram.version"
  })
  void theVersionWrittenDownIsTheOneThatShips(String library, String property) {
    assertThat(versions).containsEntry(library, written(property));
  }

  @Test
  void everyPartOfNettyIsOfTheOneVersion() {
    assertThat(versions.entrySet().stream().filter(e -> e.getKey().startsWith("io.netty.")))
        .isNotEmpty()
        .allSatisfy(
            e -> assertThat(e.getValue()).as(e.getKey()).isEqualTo(written("netty.version")));
  }

  @Test
  void everyExtensionOfQuarkusIsOfTheOneVersion() {
    assertThat(
            versions.entrySet().stream()
                .filter(e -> e.getKey().startsWith("io.quarkus.quarkus-"))
                .filter(e -> !e.getKey().endsWith("-fs-util")))
        .isNotEmpty()
        .allSatisfy(
            e -> assertThat(e.getValue()).as(e.getKey()).isEqualTo(written("quarkus.version")));
  }

  @Test
  void nothingThatOnlyTestsNeedShips() {
    assertThat(versions.keySet())
        .noneMatch(
            name -> name.matches(".*(junit|assertj|jqwik|archunit|jmh|kube-api-test|kafka_).*"));
  }

  @Test
  @DisabledIfSystemProperty(
      named = "sbom.phase",
      matches = "none",
      disabledReason = "the profile quick makes no bill of materials")
  void theBillOfMaterialsNamesEveryLibraryThatShips() throws IOException {
    JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
    List<String> named =
        Stream.of(bill.get("components"))
            .flatMap(ShippedJarIT::elements)
            .map(
                c ->
                    c.path("group").asText()
                        + "."
                        + c.path("name").asText()
                        + "-"
                        + c.path("version").asText())
            .toList();

    List<String> shipped =
        versions.entrySet().stream()
            .map(e -> e.getKey() + "-" + e.getValue())
            .filter(name -> !name.startsWith("dev.rightsizing."))
            .collect(Collectors.toList());
    assertThat(named).contains("io.quarkus.quarkus-core-" + written("quarkus.version"));
    assertThat(named).containsAll(shipped);
  }

  @Test
  @DisabledIfSystemProperty(named = "sbom.phase", matches = "none")
  void theBillOfMaterialsIsTheSameInEveryBuild() throws IOException {
    JsonNode metadata = new ObjectMapper().readTree(BILL.toFile()).get("metadata");

    assertThat(metadata.has("timestamp")).isFalse();
    assertThat(elements(metadata.get("properties")).map(p -> p.get("name").asText()))
        .contains("cdx:reproducible");
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false);
  }
}
