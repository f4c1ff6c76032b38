// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import dev.rightsizing.model.PlainText;

/**
 * A field of a table.
 *
 * @param text one printable line
 * @param style how it looks where colours are shown
 */
public record Cell(String text, Style style) {
  /** Longer text is cut, so that one object cannot push all others off the screen. */
  private static final int LONGEST = 400;

  public Cell {
    text = PlainText.line(text, LONGEST);
  }

  /** A field without a style; empty for null. */
  public static Cell of(String text) {
    return new Cell(text, Style.PLAIN);
  }
}
