// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A part of a template; it writes what it stands for in an object. */
sealed interface Part {

  /** Appends its text for one object. */
  void write(JsonNode object, StringBuilder out);

  /** Text that is written as it is. */
  record Text(String text) implements Part {
    @Override
    public void write(JsonNode object, StringBuilder out) {
      out.append(text);
    }
  }

  /** The values of a path, with a blank between two. */
  record Values(Query query) implements Part {
    @Override
    public void write(JsonNode object, StringBuilder out) {
      StringJoiner values = new StringJoiner(" ");
      for (JsonNode value : query.of(object)) {
        values.add(value.isContainerNode() ? value.toString() : value.asText());
      }
      out.append(values);
    }
  }

  /** Parts that are written once for each value of a path. */
  record Range(Query query, List<Part> body) implements Part {

    public Range {
      body = List.copyOf(body);
    }

    @Override
    public void write(JsonNode object, StringBuilder out) {
      for (JsonNode value : new ArrayList<>(query.of(object))) {
        body.forEach(part -> part.write(value, out));
      }
    }
  }
}
