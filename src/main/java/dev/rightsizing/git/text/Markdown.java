// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.model.PlainText;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Text from a cluster as GitHub-flavoured Markdown in which nothing of it acts: no markup, HTML,
 * link, picture or emoji, no mention of a person, no reference to an issue and so no word that
 * closes one. Two readers have to be kept from it: the parser, by character references, and the
 * filters of GitHub, GitLab and Gitea that look for references in what the parser made of it, by an
 * invisible blank (U+200B) or by code, which they pass over.
 *
 * <p>The result never begins a block by itself, so it has to follow something on its line.
 */
final class Markdown {
  /** Nothing that people need to see on one line is longer. */
  private static final int LONGEST = 400;

  private static final String INVISIBLE = "\u200B";

  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]|~#!<>&$@]");

  /** Begins a reference on one of the hosts when a word follows. */
  private static final Pattern REFERENCE = Pattern.compile("([@#!$%~&^])(?=[\\p{L}\\p{N}_\"{])");

  /** Of a URL, an emoji or {@code mailto:}. */
  private static final Pattern SCHEME = Pattern.compile(":(?=[^\\s\\u200B])");

  private static final Pattern WORLD_WIDE_WEB = Pattern.compile("www\\.", Pattern.CASE_INSENSITIVE);

  /** {@code GH-1}, {@code SHOP-1}: an issue of GitHub or of a tracker. */
  private static final Pattern ISSUE_KEY = Pattern.compile("\\b([A-Z][A-Z0-9_]*|gh|Gh)-(?=\\d)");

  /** What code in a table cannot hold, and what looks like it. */
  private static final Map<Character, Character> ALIKE =
      Map.of('`', '\'', '|', '¦', '<', '‹', '>', '›', '\\', '⧵');

  private Markdown() {}

  /** A sentence. */
  static String text(String text) {
    String plain = PlainText.line(text, LONGEST);
    plain = WORLD_WIDE_WEB.matcher(plain).replaceAll(m -> m.group().replace(".", INVISIBLE + "."));
    plain = SCHEME.matcher(plain).replaceAll(":" + INVISIBLE);
    plain = ISSUE_KEY.matcher(plain).replaceAll("$1-" + INVISIBLE);
    plain = REFERENCE.matcher(plain).replaceAll("$1" + INVISIBLE);
    return MARKUP.matcher(plain).replaceAll(m -> "&#" + (int) m.group().charAt(0) + ";");
  }

  /** A name or a path, as code. A character that code in a table cannot hold becomes one alike. */
  static String code(String text) {
    StringBuilder code = new StringBuilder("`");
    String line = PlainText.line(text, LONGEST);
    for (char c : (line.isEmpty() ? "?" : line).toCharArray()) {
      code.append(ALIKE.getOrDefault(c, c).charValue());
    }
    return code.append('`').toString();
  }

  /** A name where there is no markup, as in a title or a commit message: what is odd becomes _. */
  static String plainName(String text) {
    String line = PlainText.line(text, LONGEST);
    return line.isEmpty() ? "_" : line.replaceAll("[^A-Za-z0-9./_-]", "_");
  }
}
