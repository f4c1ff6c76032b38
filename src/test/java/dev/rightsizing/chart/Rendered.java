// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tests read in the objects that the chart makes. */
final class Rendered {
  private static final String NAME = Helm.RELEASE;

  private Rendered() {}

  static JsonNode deployment(String... arguments) {
    return Helm.find(Helm.objects(arguments), "Deployment", NAME);
  }

  static JsonNode pod(String... arguments) {
    return deployment(arguments).at("/spec/template/spec");
  }

  /** Variable to its value, or to the Secret's key that it is taken from. */
  static Map<String, String> environment(JsonNode pod) {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode variable : pod.at("/containers/0/env")) {
      JsonNode key = variable.at("/valueFrom/secretKeyRef");
      String text =
          key.isMissingNode()
              ? variable.path("value").asText()
              : key.path("name").asText() + "/" + key.path("key").asText();
      assertThat(variables.put(variable.path("name").asText(), text))
          .as("given twice: " + variable)
          .isNull();
    }
    return variables;
  }

  static List<String> kinds(List<JsonNode> objects) {
    return objects.stream()
        .map(o -> o.path("kind").asText() + "/" + o.at("/metadata/name").asText())
        .toList();
  }
}
