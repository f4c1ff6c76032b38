// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds expressions of template languages, and hides them from a parser of YAML. */
final class Templates {
  /** An expression is not longer than this, or its opening brace is none. */
  private static final int LONGEST = 4096;

  /** Licences and manuals stand in comments of templates. */
  private static final int LONGEST_COMMENT = 64 * 1024;

  /** Braces that nothing closes; a file with more of them has no templates but wants to exhaust. */
  private static final int MOST_UNCLOSED = 500;

  private final byte[] bytes;

  private Templates(byte[] bytes) {
    this.bytes = bytes;
  }

  /** All expressions, in order. */
  static List<Template> find(byte[] bytes) {
    return new Templates(bytes).find();
  }

  private List<Template> find() {
    List<int[]> ranges = new ArrayList<>();
    int unclosed = 0;
    for (int i = 0; i + 1 < bytes.length && unclosed < MOST_UNCLOSED; i++) {
      boolean opens = opens(i);
      int end = opens ? endOf(i) : -1;
      if (opens && end < 0) {
        unclosed++;
      } else if (opens) {
        ranges.add(new int[] {i, end});
        i = end - 1;
      }
    }
    return marked(ranges);
  }

  private boolean opens(int i) {
    return bytes[i] == '{'
        ? bytes[i + 1] == '{' || bytes[i + 1] == '%'
        : bytes[i] == '$' && bytes[i + 1] == '{';
  }

  /** Where the expression that begins here ends; -1 where none does. */
  private int endOf(int start) {
    if (at(start) == '$') {
      return at(start + 2) == '{' ? expression(start + 3) : variable(start + 2);
    }
    return at(start + 1) == '{'
        ? expression(start + 2)
        : closing(start + 2, '%', Math.min(bytes.length, start + LONGEST));
  }

  private int expression(int from) {
    int start = from;
    while (at(start) == '-' || at(start) == ' ') {
      start++;
    }
    if (at(start) == '/' && at(start + 1) == '*') {
      int limit = Math.min(bytes.length, start + LONGEST_COMMENT);
      for (int i = start + 2; i + 1 < limit; i++) {
        if (at(i) == '*' && at(i + 1) == '/') {
          return closing(i + 2, '}', Math.min(bytes.length, i + LONGEST));
        }
      }
      return -1;
    }
    return closing(from, '}', Math.min(bytes.length, from + LONGEST));
  }

  /** After the two closing characters; a quoted text in between may hold them. */
  private int closing(int from, int first, int limit) {
    boolean quotes = true;
    for (int i = from; i + 1 < limit; i++) {
      if (at(i) == first && at(i + 1) == '}') {
        return i + 2;
      }
      if (quotes && (at(i) == '"' || at(i) == '`')) {
        int close = closingQuote(i, limit);
        quotes = close > 0;
        i = Math.max(i, close);
      }
    }
    return -1;
  }

  private int closingQuote(int open, int limit) {
    for (int i = open + 1; i < limit && at(i) != '\n'; i++) {
      if (at(i) == '\\' && at(open) == '"') {
        i++;
      } else if (at(i) == at(open)) {
        return i;
      }
    }
    return -1;
  }

  /** {@code ${NAME:-${OTHER}}}, on one line. */
  private int variable(int from) {
    int depth = 1;
    int limit = Math.min(bytes.length, from + LONGEST);
    for (int i = from; i < limit && at(i) != '\n'; i++) {
      if (at(i) == '{') {
        depth++;
      } else if (at(i) == '}' && --depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private int at(int i) {
    return i < bytes.length ? bytes[i] : -1;
  }

  private List<Template> marked(List<int[]> ranges) {
    List<Template> found = new ArrayList<>();
    int i = 0;
    while (i < ranges.size()) {
      int last = i;
      while (last + 1 < ranges.size()
          && isBlank(ranges.get(last)[1], ranges.get(last + 1)[0])
          && !hasBreak(ranges.get(last)[1], ranges.get(last + 1)[0])) {
        last++;
      }
      boolean alone =
          bytes[ranges.get(i)[0]] == '{'
              && isBlankToBreak(ranges.get(i)[0] - 1, -1)
              && isBlankToBreak(ranges.get(last)[1], 1);
      for (; i <= last; i++) {
        found.add(new Template(ranges.get(i)[0], ranges.get(i)[1], alone));
      }
    }
    return found;
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && !isBreak(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private boolean hasBreak(int from, int to) {
    for (int i = from; i < to; i++) {
      if (isBreak(bytes[i])) {
        return true;
      }
    }
    return false;
  }

  private boolean isBlankToBreak(int from, int step) {
    for (int i = from; i >= 0 && i < bytes.length && !isBreak(bytes[i]); i += step) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private static boolean isBreak(byte b) {
    return b == '\n' || b == '\r';
  }

  /**
   * The bytes with each expression as letters, and those that stand alone as comments; of the same
   * length, so that positions stay.
   */
  static byte[] hidden(byte[] bytes, List<Template> templates) {
    byte[] hidden = bytes.clone();
    for (Template template : templates) {
      if (template.alone()) {
        hideLines(hidden, template);
      } else {
        Arrays.fill(hidden, template.start(), template.end(), (byte) 'x');
      }
    }
    return hidden;
  }

  private static void hideLines(byte[] hidden, Template template) {
    boolean first = true;
    for (int i = template.start(); i < template.end(); i++) {
      if (isBreak(hidden[i])) {
        first = true;
      } else {
        hidden[i] = (byte) (first ? '#' : 'x');
        first = false;
      }
    }
  }
}
