// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.proposal.Bound;
import dev.rightsizing.patch.yaml.YamlMapping;
import dev.rightsizing.patch.yaml.YamlMapping.Entry;
import dev.rightsizing.patch.yaml.YamlNode;
import dev.rightsizing.patch.yaml.YamlScalar;
import dev.rightsizing.patch.yaml.YamlScalar.Style;
import dev.rightsizing.patch.yaml.YamlSequence;
import dev.rightsizing.patch.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a file writes what is added to it.
 *
 * @param step spaces that a mapping is indented by
 * @param flowBounds whether requests and limits stand in braces
 * @param spaced whether there is space inside of braces
 * @param quotes around a quantity
 */
record WritingStyle(int step, boolean flowBounds, boolean spaced, Style quotes) {
  private static final int USUAL_STEP = 2;

  /** The style of a file around a holder. */
  static WritingStyle of(YamlText file, YamlNode root, YamlMapping holder, List<String> path) {
    Optional<YamlMapping> resources = Optional.of(holder);
    for (String key : path) {
      resources = resources.flatMap(r -> r.mapping(key));
    }
    List<YamlMapping> bounds = new ArrayList<>();
    for (Bound bound : Bound.values()) {
      resources
          .flatMap(r -> r.mapping(bound.key()))
          .filter(b -> !b.entries().isEmpty())
          .ifPresent(bounds::add);
    }
    return new WritingStyle(
        step(file, holder).or(() -> step(file, root)).orElse(USUAL_STEP),
        bounds.stream().anyMatch(YamlMapping::flow),
        bounds.stream().filter(YamlMapping::flow).anyMatch(b -> file.at(b.content() + 1) == ' '),
        bounds.stream()
            .flatMap(b -> quantities(b).stream())
            .map(YamlScalar::style)
            .filter(s -> !s.isBlock())
            .findFirst()
            .orElse(Style.PLAIN));
  }

  private static List<YamlScalar> quantities(YamlMapping bound) {
    List<YamlScalar> quantities = new ArrayList<>();
    for (Resource resource : Resource.values()) {
      bound
          .get(resource.key())
          .filter(v -> v instanceof YamlScalar s && !s.isNull())
          .ifPresent(v -> quantities.add((YamlScalar) v));
    }
    return quantities;
  }

  /** By how much the first nested block mapping is indented. */
  private static Optional<Integer> step(YamlText file, YamlNode node) {
    if (node instanceof YamlMapping mapping && !mapping.flow()) {
      for (Entry entry : mapping.entries()) {
        if (entry.value() instanceof YamlMapping value
            && !value.flow()
            && !value.entries().isEmpty()) {
          int step =
              file.column(value.entries().get(0).key().start()) - file.column(entry.key().start());
          return step > 0 ? Optional.of(step) : Optional.empty();
        }
        Optional<Integer> inner = step(file, entry.value());
        if (inner.isPresent()) {
          return inner;
        }
      }
    } else if (node instanceof YamlSequence sequence && !sequence.flow()) {
      return sequence.items().stream().flatMap(i -> step(file, i).stream()).findFirst();
    }
    return Optional.empty();
  }

  /** A quantity in quotes. */
  static String quoted(Style style, String quantity) {
    return switch (style) {
      case SINGLE_QUOTED -> "'" + quantity + "'";
      case DOUBLE_QUOTED -> '"' + quantity + '"';
      default -> quantity;
    };
  }

  /** Keys in braces. */
  String flow(Addition.Keys keys, boolean json) {
    String space = spaced ? " " : "";
    return "{" + space + String.join(", ", flowEntries(keys, json)) + space + "}";
  }

  /** Each key with its value, as in braces. */
  List<String> flowEntries(Addition.Keys keys, boolean json) {
    List<String> entries = new ArrayList<>();
    keys.entries()
        .forEach(
            (key, value) ->
                entries.add((json ? '"' + key + '"' : key) + ": " + flowValue(value, json)));
    return entries;
  }

  private String flowValue(Addition value, boolean json) {
    if (value instanceof Addition.Keys keys) {
      return flow(keys, json);
    }
    String text = ((Addition.Quantity) value).text();
    return json && Character.isLetterOrDigit(text.charAt(0)) ? '"' + text + '"' : text;
  }

  /** Each key with its value on lines of their own, without the indentation of the whole. */
  List<String> blockLines(Addition.Keys keys) {
    List<String> lines = new ArrayList<>();
    keys.entries()
        .forEach(
            (key, value) -> {
              if (value instanceof Addition.Quantity quantity) {
                lines.add(key + ": " + quantity.text());
              } else if (value instanceof Addition.Keys inner) {
                if (inFlow(key)) {
                  lines.add(key + ": " + flow(inner, false));
                } else {
                  lines.add(key + ":");
                  blockLines(inner).forEach(line -> lines.add(" ".repeat(step) + line));
                }
              }
            });
    return lines;
  }

  /** Whether the value of a key stands in braces, as that of its sibling does. */
  boolean inFlow(String key) {
    return flowBounds && (key.equals(Bound.REQUEST.key()) || key.equals(Bound.LIMIT.key()));
  }
}
