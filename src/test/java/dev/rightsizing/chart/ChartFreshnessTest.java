// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.crd.GeneratedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartFreshnessTest {
  private static final List<ChartValue> VALUES =
      ChartValue.in(ChartFile.read(ChartFile.CHART.resolve("values.yaml")));
  private static final String TABLE = "<!-- values -->\n";
  private static final String RIGHTS = "<!-- rights -->\n";

  @ParameterizedTest
  @ValueSource(strings = {"recommendations", "rightsizingpolicies"})
  void theCrdTemplateIsTheCommittedCrd(String plural) throws IOException {
    String crd = ChartFile.read(Path.of("crds", plural + ".rightsizing.dev.yaml"));

    GeneratedFile.at(ChartFile.CHART + "/templates/crd-" + plural + ".yaml")
        .holds(ChartFile.crdTemplate(crd));
  }

  @Test
  void theChartHasTheRulesOfTheRepository() throws IOException {
    GeneratedFile.at(ChartFile.CHART + "/files/rightsizing.rules.yaml")
        .holds(ChartFile.rules(ChartFile.read(Path.of("rules/rightsizing.rules.yaml"))));
  }

  @Test
  void theReadmeListsEveryValue() throws IOException {
    Path readme = ChartFile.CHART.resolve("README.md");
    String text = ChartFile.read(readme);
    int from = text.indexOf(TABLE) + TABLE.length();
    int to = text.indexOf(TABLE, from);

    GeneratedFile.at(readme.toString())
        .holds(text.substring(0, from) + table() + text.substring(to));
  }

  private static String table() {
    return "| Value | Default | What it is |\n|---|---|---|\n"
        + VALUES.stream().map(ChartValue::row).collect(Collectors.joining());
  }

  @Test
  void theInstallGuideListsEveryRightOfTheOperator() throws IOException {
    Path guide = Path.of("docs/install.md");
    String text = ChartFile.read(guide);
    int from = text.indexOf(RIGHTS) + RIGHTS.length();
    int to = text.indexOf(RIGHTS, from);

    GeneratedFile.at(guide.toString())
        .holds(text.substring(0, from) + rights() + text.substring(to));
  }

  /** One row a rule of the operator's ClusterRole, as the chart made it for kubectl. */
  private static String rights() {
    JsonNode role =
        Helm.find(
            Helm.parse(ChartFile.read(Path.of("deploy/rbac.yaml"))), "ClusterRole", Helm.RELEASE);
    StringBuilder table = new StringBuilder("| API group | Objects | May |\n|---|---|---|\n");
    for (JsonNode rule : role.path("rules")) {
      String group = rule.at("/apiGroups/0").asText();
      table
          .append("| ")
          .append(group.isEmpty() ? "(core)" : group)
          .append(" | ")
          .append(words(rule.path("resources")))
          .append(" | ")
          .append(words(rule.path("verbs")))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return String.join(", ", words);
  }

  @Test
  void everyValueHasAComment() {
    assertThat(VALUES).hasSizeGreaterThan(60);
    assertThat(VALUES).allSatisfy(value -> assertThat(value.comment()).endsWith("."));
  }

  @Test
  void theSchemaKnowsEveryValueAndNoOther() {
    JsonNode schema =
        ChartValue.tree(ChartFile.read(ChartFile.CHART.resolve("values.schema.json")));
    JsonNode values = ChartValue.tree(ChartFile.read(ChartFile.CHART.resolve("values.yaml")));

    assertThat(VALUES)
        .allSatisfy(
            value ->
                assertThat(
                        schema
                            .at("/properties/" + value.path().replace(".", "/properties/"))
                            .isMissingNode())
                    .as(value.path())
                    .isFalse());
    sameKeys(schema, values, "");
  }

  private static void sameKeys(JsonNode schema, JsonNode values, String path) {
    JsonNode properties = schema.path("properties");
    if (schema.path("additionalProperties").asBoolean(true)) {
      return;
    }
    properties
        .fieldNames()
        .forEachRemaining(
            name -> {
              // What a chart that has this one as a part of it may give.
              if (path.isEmpty() && List.of("global", "enabled").contains(name)
                  || path.equals(".resources")) {
                return;
              }
              assertThat(values.has(name)).as(path + "." + name).isTrue();
              sameKeys(properties.get(name), values.get(name), path + "." + name);
            });
  }

  @Test
  void theChartIsOfTheVersionOfTheOperator() {
    JsonNode chart = ChartValue.tree(ChartFile.read(ChartFile.CHART.resolve("Chart.yaml")));
    String pom = ChartFile.read(Path.of("pom.xml"));

    assertThat(pom)
        .contains(
            "<artifactId>rightsizing-operator</artifactId>\n  <version>"
                + chart.path("appVersion").asText()
                + "</version>");
  }
}
