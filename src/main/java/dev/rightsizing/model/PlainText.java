// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.regex.Pattern;

/**
 * Text from elsewhere (names, labels, another server's words) made harmless for people: nothing in
 * it moves a cursor, colours a terminal, reverses what follows or begins a line of its own.
 */
public final class PlainText {
  /** Stands for each character that cannot be shown. */
  private static final String REPLACEMENT = "\uFFFD";

  /** Every line end that any reader knows, YAML's and JavaScript's included. */
  private static final Pattern BREAK =
      Pattern.compile("[\\s\\x85]*[\\n\\x0B\\f\\r\\x85\\u2028\\u2029\\t][\\s\\x85\\u2028\\u2029]*");

  /** Controls, invisible and direction characters, halves of pairs, line and paragraph ends. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}]");

  private static final Pattern UNPRINTABLE_IN_LINES =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

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
    return line.substring(0, end) + "…";
  }

  /** As printable lines: keeps line feeds and tabs, for a text that was laid out already. */
  public static String lines(String text) {
    return UNPRINTABLE_IN_LINES.matcher(text).replaceAll(REPLACEMENT);
  }
}
