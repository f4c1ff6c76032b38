// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rightsizing.model.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a host says of a fault, as one line of plain text. */
final class HostWords {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Long enough for the sentences of all known hosts. */
  private static final int LONGEST = 500;

  private HostWords() {}

  /** The words of a body; empty where it has none, such as in a web page. */
  static String of(String body) {
    String start = body.stripLeading();
    if (start.startsWith("<")) {
      return "";
    }
    if (!start.startsWith("{")) {
      return PlainText.line(body, LONGEST);
    }
    try {
      JsonNode json = JSON.readTree(body);
      Set<String> words = new LinkedHashSet<>();
      for (String field : List.of("message", "error", "error_description", "errors")) {
        collect("", json.path(field), words);
      }
      return PlainText.line(String.join("; ", words), LONGEST);
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** GitHub has objects with a field and a code, GitLab fields with lists of sentences. */
  private static void collect(String field, JsonNode node, Set<String> words) {
    if (node.isTextual()) {
      words.add(field.isEmpty() ? node.asText() : field + ": " + node.asText());
    } else if (node.isArray()) {
      node.forEach(item -> collect(field, item, words));
    } else if (node.isObject()) {
      String message = node.path("message").asText("");
      if (node.has("code")) {
        String parts = String.join(" ", texts(node, "resource", "field", "code"));
        words.add(message.isEmpty() ? parts : message);
      } else {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
          boolean general = entry.getKey().equals("base");
          collect(general ? "" : entry.getKey(), entry.getValue(), words);
        }
      }
    }
  }

  private static List<String> texts(JsonNode node, String... fields) {
    List<String> texts = new ArrayList<>();
    for (String field : fields) {
      String text = node.path(field).asText("");
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }
}
