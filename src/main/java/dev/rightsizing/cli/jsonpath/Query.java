// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.rightsizing.cli.CommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of kubectl's kind, such as {@code .items[*].metadata.name}: relative to the object, with
 * {@code \.} for a dot within a name.
 */
final class Query {
  /** A name after a dot, in which a backslash takes the next character as it is. */
  private static final Pattern NAME = Pattern.compile("\\.((?:\\\\.|[^.\\[\\]\\\\\\s(])+)");

  /** At the end, several fields of one object: {@code ['name','uid']}. */
  private static final Pattern UNION =
      Pattern.compile("\\[\\s*('[^']+'(?:\\s*,\\s*'[^']+')+)\\s*\\]$");

  /** One field, which kubectl reads as a path of its own: {@code ['metadata.name']}. */
  private static final Pattern QUOTED = Pattern.compile("\\[\\s*'([^']+)'\\s*\\]");

  private final JsonPath path;

  /** In each value of the path, in the order that was asked for; empty where it does not branch. */
  private final List<Query> fields;

  private Query(JsonPath path, List<Query> fields) {
    this.path = path;
    this.fields = fields;
  }

  /**
   * Reads a path.
   *
   * @throws CommandException when it is none, or one that is not supported
   */
  static Query parse(String text) throws CommandException {
    String relative = text.replaceFirst("^[$@]", "");
    if (!relative.isEmpty() && !relative.startsWith(".") && !relative.startsWith("[")) {
      throw unusable(text, "a path begins with a dot");
    }
    Matcher union = UNION.matcher(relative);
    List<Query> fields = new ArrayList<>();
    if (union.find()) {
      for (String field : union.group(1).split(",")) {
        fields.add(parse("[" + field.strip() + "]"));
      }
      relative = relative.substring(0, union.start());
    }
    try {
      return new Query(JsonPath.compile("$" + translated(relative)), List.copyOf(fields));
    } catch (InvalidPathException | IllegalArgumentException e) {
      throw unusable(text, Optional.ofNullable(e.getMessage()).orElse("it cannot be read"));
    }
  }

  private static CommandException unusable(String text, String why) {
    return new CommandException(
        "-o jsonpath: '"
            + text
            + "' is not supported: "
            + why
            + "; write a path such as {.items[*].metadata.name}, or use -o json and jq");
  }

  /** With each name in brackets and quotes, so that it may hold any character. */
  private static String translated(String path) {
    StringBuilder whole = new StringBuilder();
    int at = 0;
    while (at < path.length()) {
      Matcher name = NAME.matcher(path).region(at, path.length());
      if (path.startsWith("..", at)) {
        whole.append("..");
        at += 2;
        Matcher deep = NAME.matcher("." + path.substring(at));
        if (deep.lookingAt() && !deep.group(1).equals("*")) {
          whole.append(quoted(deep.group(1)));
          at += deep.end() - 1;
        }
      } else if (path.startsWith("[", at)) {
        int end = endOfBracket(path, at);
        Matcher field = QUOTED.matcher(path.substring(at, end));
        whole.append(field.matches() ? translated("." + field.group(1)) : path.substring(at, end));
        at = end;
      } else if (name.lookingAt() && !name.group(1).equals("*")) {
        whole.append(quoted(name.group(1)));
        at = name.end();
      } else {
        whole.append(path.charAt(at++));
      }
    }
    return whole.toString();
  }

  private static String quoted(String name) {
    String plain = name.replaceAll("\\\\(.)", "$1");
    return "['" + plain.replace("\\", "\\\\").replace("'", "\\'") + "']";
  }

  /** The place after the bracket that closes the one at a place. */
  private static int endOfBracket(String path, int from) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < path.length(); i++) {
      char c = path.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("a bracket is not closed");
  }

  /** The values in an object; empty where it has none. */
  List<JsonNode> of(JsonNode object) {
    Configuration reading =
        Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();
    List<JsonNode> found = new ArrayList<>();
    path.<JsonNode>read(object, reading).forEach(found::add);
    if (fields.isEmpty()) {
      return found;
    }
    List<JsonNode> values = new ArrayList<>();
    // As kubectl does it: the first field of all, then the second of all.
    fields.forEach(field -> found.forEach(value -> values.addAll(field.of(value))));
    return values;
  }
}
