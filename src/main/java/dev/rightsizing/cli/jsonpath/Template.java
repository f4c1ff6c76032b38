// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rightsizing.cli.CommandException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A template such as {@code {range .items[*]}{.metadata.name}{"\n"}{end}}: text, paths in braces,
 * quoted text in braces, and ranges.
 */
public final class Template {
  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Reads a template.
   *
   * @throws CommandException when it is none, or one that is not supported
   */
  public static Template parse(String text) throws CommandException {
    Reader reader = new Reader();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      if (open < 0) {
        reader.add(new Part.Text(text.substring(at)));
        break;
      }
      if (open > at) {
        reader.add(new Part.Text(text.substring(at, open)));
      }
      int close = close(text, open);
      reader.braces(text.substring(open + 1, close).strip());
      at = close + 1;
    }
    return new Template(reader.end(text));
  }

  /** What it says about an object; nothing for what the object lacks. */
  public String of(JsonNode object) {
    StringBuilder out = new StringBuilder();
    parts.forEach(part -> part.write(object, out));
    return out.toString();
  }

  private static int close(String text, int open) throws CommandException {
    char quote = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '}') {
        return i;
      }
    }
    throw new CommandException(
        "-o jsonpath: a brace is not closed in '"
            + text
            + "'; write {.path}, and quote the option");
  }

  /** Collects parts; those of an open range apart. */
  private static final class Reader {
    private final Deque<List<Part>> open = new ArrayDeque<>();
    private final Deque<Query> ranges = new ArrayDeque<>();
    private boolean paths;

    Reader() {
      open.push(new ArrayList<>());
    }

    void add(Part part) {
      open.element().add(part);
    }

    void braces(String content) throws CommandException {
      paths = true;
      if (content.startsWith("\"") || content.startsWith("'")) {
        add(new Part.Text(unquoted(content)));
      } else if (content.equals("end")) {
        if (ranges.isEmpty()) {
          throw new CommandException("-o jsonpath: {end} without {range}; remove it");
        }
        List<Part> body = open.pop();
        add(new Part.Range(ranges.pop(), body));
      } else if (content.startsWith("range ")) {
        ranges.push(Query.parse(content.substring("range ".length()).strip()));
        open.push(new ArrayList<>());
      } else {
        add(new Part.Values(Query.parse(content)));
      }
    }

    List<Part> end(String text) throws CommandException {
      if (!ranges.isEmpty()) {
        throw new CommandException("-o jsonpath: {range} without {end}; add {end}");
      }
      if (!paths) {
        throw new CommandException(
            "-o jsonpath: there is no path in '"
                + text
                + "'; write it in braces, such as {.items[*].metadata.name}");
      }
      return open.pop();
    }

    private static String unquoted(String content) throws CommandException {
      char quote = content.charAt(0);
      if (content.length() < 2 || content.charAt(content.length() - 1) != quote) {
        throw new CommandException(
            "-o jsonpath: a quote is not closed in {" + content + "}; close it");
      }
      try {
        return content.substring(1, content.length() - 1).translateEscapes();
      } catch (IllegalArgumentException e) {
        throw new CommandException(
            "-o jsonpath: {" + content + "} has an unknown escape; use \\n or \\t", e);
      }
    }
  }
}
