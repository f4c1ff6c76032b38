// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a request header as curl takes it, {@code Name: value}, or as {@code Name=value}. Whichever
 * sign comes first counts, since a value may hold the other: base64 ends in {@code =}.
 */
public final class HeaderText {
  /** A token of RFC 9110, then either sign. */
  private static final Pattern HEADER =
      Pattern.compile("\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*[:=](.*)", Pattern.DOTALL);

  private HeaderText() {}

  /** Name and value; empty when the text is not a header. Never repeat it: it may be secret. */
  public static Optional<Map.Entry<String, String>> parse(String text) {
    Matcher header = HEADER.matcher(text);
    return header.matches()
        ? Optional.of(Map.entry(header.group(1), header.group(2).strip()))
        : Optional.empty();
  }
}
