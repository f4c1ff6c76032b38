// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One value of the chart. A key with a comment right above it is a value, whatever is below it; a
 * key without one is a group of values.
 *
 * @param path such as {@code image.tag}
 * @param comment what the value is for; empty where it has no comment
 */
record ChartValue(String path, String comment, JsonNode standard) {
  private static final Pattern KEY = Pattern.compile("^( *)([A-Za-z][A-Za-z0-9]*):.*");

  /** Every value, in the order of the file. */
  static List<ChartValue> in(String yaml) {
    JsonNode tree = tree(yaml);
    List<ChartValue> values = new ArrayList<>();
    List<String> path = new ArrayList<>();
    StringBuilder comment = new StringBuilder();
    int inside = -1;
    for (String line : yaml.split("\n")) {
      String text = line.strip();
      Matcher key = KEY.matcher(line);
      if (text.startsWith("#")) {
        comment.append(comment.isEmpty() ? "" : " ").append(text.substring(1).strip());
      } else if (text.isEmpty()) {
        comment.setLength(0);
      } else if (key.matches()) {
        int depth = key.group(1).length() / 2;
        if (inside >= 0 && depth > inside) {
          continue;
        }
        inside = -1;
        path = new ArrayList<>(path.subList(0, Math.min(depth, path.size())));
        path.add(key.group(2));
        JsonNode node = tree.at("/" + String.join("/", path));
        if (!comment.isEmpty() || !node.isObject() || node.isEmpty()) {
          values.add(new ChartValue(String.join(".", path), comment.toString(), node));
          inside = depth;
        }
        comment.setLength(0);
      }
    }
    return values;
  }

  static JsonNode tree(String yaml) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A row of the table in the chart's README. */
  String row() {
    return "| `%s` | `%s` | %s |\n"
        .formatted(path, standard.toString(), comment.replace("|", "\\|"));
  }
}
