// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes the reference of both kinds from their CRDs: a table an object, a row a field. */
final class ReferencePage {
  private final StringBuilder page = new StringBuilder();

  static String of(String... crds) {
    ReferencePage reference = new ReferencePage();
    reference.page.append("<!-- Generated from crds/; run \"make crds\" after a change. -->\n");
    reference.page.append("# Reference\n\nAPI group `rightsizing.dev`, version `v1alpha1`.\n");
    try {
      for (String crd : crds) {
        reference.kind(new ObjectMapper(new YAMLFactory()).readTree(crd));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reference.page.toString();
  }

  private void kind(JsonNode crd) {
    String kind = crd.at("/spec/names/kind").asText();
    JsonNode schema = crd.at("/spec/versions/0/schema/openAPIV3Schema");
    page.append("\n## ").append(kind).append("\n\n");
    page.append(schema.path("description").asText()).append('\n');
    object("spec", schema.at("/properties/spec"));
    object("status", schema.at("/properties/status"));
  }

  private void object(String path, JsonNode schema) {
    page.append("\n### `").append(path).append("`\n\n");
    page.append(escaped(schema.path("description").asText())).append("\n\n");
    page.append("| Field | Type | Default | Allowed | What it is |\n|---|---|---|---|---|\n");
    List<Runnable> inner = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode field = property.getValue();
              row(property.getKey(), field, required(schema, property.getKey()));
              JsonNode child =
                  field.path("type").asText().equals("array") ? field.path("items") : field;
              if (child.path("properties").isObject()) {
                String name = path + "." + property.getKey() + (child == field ? "" : "[]");
                inner.add(() -> object(name, described(child, field)));
              }
            });
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      page.append("\nRule: ").append(escaped(rule.path("message").asText())).append(".\n");
    }
    inner.forEach(Runnable::run);
  }

  /** The items of a list are described by the list. */
  private static JsonNode described(JsonNode child, JsonNode field) {
    if (child.has("description")) {
      return child;
    }
    return ((ObjectNode) child.deepCopy()).put("description", field.path("description").asText());
  }

  private static boolean required(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void row(String name, JsonNode field, boolean required) {
    JsonNode given = field.path("default");
    String standard = given.isValueNode() ? "`" + given.asText() + "`" : "";
    page.append(
        "| `%s` | %s | %s | %s | %s |\n"
            .formatted(
                name,
                type(field),
                required ? "required" : standard,
                escaped(AllowedValues.of(field)),
                escaped(field.path("description").asText())));
  }

  /** Angle brackets would be taken for HTML. */
  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  private static String type(JsonNode field) {
    String type = field.path("type").asText();
    if (field.path("format").asText().equals("date-time")) {
      return "time";
    }
    return switch (type) {
      case "array" -> "list of " + type(field.path("items"));
      case "object" -> field.has("additionalProperties") ? "map of strings" : "object";
      default -> type;
    };
  }
}
