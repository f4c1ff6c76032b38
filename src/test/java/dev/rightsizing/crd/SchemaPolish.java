// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rightsizing.api.Formats;
import dev.rightsizing.model.PrometheusDuration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in a schema what the generator cannot: messages for people in place of regular expressions,
 * defaults, list-maps, and durations in rules.
 */
final class SchemaPolish {
  private static final int LONGEST_DURATION = 32;
  private static final int LONGEST_QUANTITY = 32;

  /** {@code seconds(self.step)} or {@code seconds('1m')} in a rule. */
  private static final Pattern SECONDS = Pattern.compile("seconds\\(([^()]+)\\)");

  private static final Map<String, Integer> LONG_UNITS =
      new TreeMap<>(Map.of("y", 31_536_000, "w", 604_800, "d", 86_400));

  /** Lists of which several field managers own entries, by the fields that name an entry. */
  private static final Map<String, List<String>> LIST_MAPS =
      Map.of(
          "conditions", List.of("type"),
          "quotaRisks", List.of("namespace", "name", "resource"));

  /** Lists in a spec whose entries have names of their own. */
  private static final Set<String> NAMED = Set.of("signals", "abortWhen");

  /** Parts of a status that one field manager writes as a whole. */
  private static final Set<String> WHOLE = Set.of("risk", "proposal", "apply");

  private static final String GO_DURATION =
      "([0-9]{1,6}h)?([0-9]{1,7}m)?([0-9]{1,9}s)?([0-9]{1,12}ms)?$";

  /** Goes through a schema; only what people write gets rules with messages. */
  void polish(ObjectNode schema, boolean written) {
    format(schema, written);
    wholeBounds(schema);
    rules(schema);
    JsonNode properties = schema.path("properties");
    properties
        .properties()
        .forEach(
            property -> {
              ObjectNode child = (ObjectNode) property.getValue();
              polish(child, written);
              List<String> keys = LIST_MAPS.get(property.getKey());
              if (keys != null) {
                child.put("x-kubernetes-list-type", "map");
                keys.forEach(child.putArray("x-kubernetes-list-map-keys")::add);
              }
              if (WHOLE.contains(property.getKey()) && !written) {
                // Whoever writes it last owns all of it, so that no part of an older one stays.
                child.put("x-kubernetes-map-type", "atomic");
              }
              if (NAMED.contains(property.getKey()) && written) {
                child.put("x-kubernetes-list-type", "map");
                child.putArray("x-kubernetes-list-map-keys").add("name");
              }
            });
    if (schema.path("items").isObject()) {
      polish((ObjectNode) schema.get("items"), written);
    }
    if (schema.path("additionalProperties").isObject()) {
      polish((ObjectNode) schema.get("additionalProperties"), written);
    }
  }

  private static void format(ObjectNode schema, boolean written) {
    switch (schema.path("pattern").asText("")) {
      case Formats.DATE_TIME -> {
        schema.remove("pattern");
        schema.put("format", "date-time");
      }
      case Formats.DURATION ->
          text(
              schema,
              written,
              LONGEST_DURATION,
              "self.size() > 0 && self.matches('" + Formats.DURATION + "')",
              "write a Prometheus duration such as 5m, 24h or 7d");
      case Formats.AMOUNT ->
          text(
              schema,
              written,
              LONGEST_QUANTITY,
              "isQuantity(self) && !quantity(self).isLessThan(quantity('0'))",
              "write a quantity that is not negative, such as 250m or 900Mi");
      case Formats.PRICE ->
          text(
              schema,
              written,
              LONGEST_QUANTITY,
              "self.matches('" + Formats.PRICE.replace("\\", "\\\\") + "')",
              "write a price as a decimal in quotes, such as \"0.031611\"");
      case Formats.THRESHOLD ->
          text(
              schema,
              written,
              LONGEST_QUANTITY,
              "self.matches('" + Formats.THRESHOLD.replace("\\", "\\\\") + "')",
              "write a decimal number in quotes that is not negative, such as \"0.5\"");
      default -> {
        // Other patterns speak for themselves.
      }
    }
  }

  private static void text(
      ObjectNode schema, boolean written, int longest, String rule, String message) {
    schema.put("maxLength", longest);
    if (written) {
      schema.remove("pattern");
      ArrayNode before = schema.withArray("x-kubernetes-validations");
      ArrayNode rules = schema.arrayNode();
      rules.addObject().put("rule", rule).put("message", message);
      before.forEach(rules::add);
      schema.set("x-kubernetes-validations", rules);
    }
  }

  /** The generator writes bounds as 100.0. */
  private static void wholeBounds(ObjectNode schema) {
    for (String bound : List.of("minimum", "maximum")) {
      if (schema.path(bound).isNumber()) {
        schema.put(bound, schema.get(bound).asLong());
      }
    }
  }

  private static void rules(ObjectNode schema) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      String text = rule.get("rule").asText();
      Matcher matcher = SECONDS.matcher(text);
      ((ObjectNode) rule)
          .put("rule", matcher.replaceAll(m -> Matcher.quoteReplacement(seconds(m.group(1)))));
    }
  }

  /**
   * CEL reads Go durations only, which have neither days nor weeks nor years. The counts are
   * bounded as in {@link Formats#DURATION}, so that a text that is no duration is never an error
   * here: the format's own rule speaks then.
   */
  private static String seconds(String value) {
    if (value.startsWith("'")) {
      String literal = value.substring(1, value.length() - 1);
      return Long.toString(PrometheusDuration.parse(literal).toSeconds());
    }
    StringBuilder sum = new StringBuilder("(");
    LONG_UNITS.forEach(
        (unit, seconds) ->
            sum.append(
                "int('0' + %1$s.find('[0-9]{1,5}%2$s').replace('%2$s', '')) * %3$d + "
                    .formatted(value, unit, seconds)));
    return sum.append("duration('0s' + %s.find('%s')).getSeconds())".formatted(value, GO_DURATION))
        .toString();
  }

  /** Writes what a new object holds as defaults, so that the server shows them. */
  void defaults(ObjectNode schema, JsonNode held) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode value = held.path(property.getKey());
              ObjectNode child = (ObjectNode) property.getValue();
              if (value.isObject() && child.path("properties").isObject()) {
                defaults(child, value);
                // Rules are judged on the default itself, so it must be whole.
                child.set("default", value);
              } else if (value.isValueNode() && !value.isNull() && !value.isMissingNode()
                  || value.isArray() && !value.isEmpty()) {
                child.set("default", value);
              }
            });
  }
}
