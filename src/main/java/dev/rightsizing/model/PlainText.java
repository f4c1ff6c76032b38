// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Text from elsewhere (names, labels, another server's words) made harmless for people: nothing in
 * it moves a cursor, colours a terminal, reverses what follows or begins a line of its own.
 */
public final class PlainText {
  /** Stands for each character that cannot be shown. */
  private static final String REPLACEMENT = "\uFFFD";

  private static final String ELLIPSIS = "…";

  /** Every line end that any reader knows, YAML's and JavaScript's included. */
  private static final Pattern BREAK =
      Pattern.compile("[\\s\\x85]*[\\n\\x0B\\f\\r\\x85\\u2028\\u2029\\t][\\s\\x85\\u2028\\u2029]*");

  /** Controls, invisible and direction characters, halves of pairs, line and paragraph ends. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");

  private static final Pattern UNPRINTABLE_IN_LINES =
      Pattern.compile("(?!\\r\\n)[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

  private PlainText() {}

  /**
   * As one printable line: a line break becomes a blank, another unprintable character U+FFFD.
   *
   * @param text may be null, which is empty
   */
  public static String line(String text) {
    if (text == null) {
      return "";
    }
    return UNPRINTABLE.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll(REPLACEMENT).strip();
  }

  /**
   * As one printable line of no more than a number of characters, with an ellipsis where it is cut.
   */
  public static String line(String text, int longest) {
    String line = line(text);
    if (line.length() <= longest) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return line.substring(0, end) + ELLIPSIS;
  }

  /**
   * As one printable line of no more than a number of bytes in UTF-8, with an ellipsis where it is
   * cut: Kubernetes counts a message's bytes, not its characters.
   */
  public static String lineOfBytes(String text, int longest) {
    String line = line(text);
    if (bytes(line) <= longest) {
      return line;
    }
    int left = longest - bytes(ELLIPSIS);
    int end = 0;
    while (end < line.length()) {
      int next = end + Character.charCount(line.codePointAt(end));
      left -= bytes(line.substring(end, next));
      if (left < 0) {
        break;
      }
      end = next;
    }
    return line.substring(0, end) + ELLIPSIS;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * As printable lines: keeps line ends, Windows' too, and tabs, for a text that was laid out
   * already.
   */
  public static String lines(String text) {
    return UNPRINTABLE_IN_LINES.matcher(text).replaceAll(REPLACEMENT);
  }
}
