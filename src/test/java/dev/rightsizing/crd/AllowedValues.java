// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Says in a few words what a field's schema allows; empty where its type says it all. */
final class AllowedValues {
  private AllowedValues() {}

  static String of(JsonNode field) {
    List<String> parts = new ArrayList<>();
    if (field.has("enum")) {
      List<String> values = new ArrayList<>();
      field.get("enum").forEach(value -> values.add("`" + value.asText() + "`"));
      parts.add(String.join(", ", values));
    }
    range(parts, field, "minimum", "maximum", "");
    range(parts, field, "minItems", "maxItems", " entries");
    range(parts, field, "minProperties", "maxProperties", " entries");
    range(parts, field, "minLength", "maxLength", " characters");
    for (JsonNode rule : field.path("x-kubernetes-validations")) {
      // An object's rules stand under its own table.
      if (!field.has("properties")) {
        parts.add(rule.path("message").asText());
      }
    }
    if (field.has("items") && !field.at("/items/properties").isObject()) {
      String each = of(field.get("items"));
      if (!each.isEmpty()) {
        parts.add("each " + each);
      }
    }
    return String.join("; ", parts);
  }

  private static void range(
      List<String> parts, JsonNode field, String least, String most, String counted) {
    if (field.has(least) && field.has(most)) {
      parts.add(field.get(least).asText() + " to " + field.get(most).asText() + counted);
    } else if (field.has(most)) {
      parts.add("at most " + field.get(most).asText() + counted);
    } else if (field.has(least)) {
      parts.add("at least " + field.get(least).asText() + counted);
    }
  }
}
