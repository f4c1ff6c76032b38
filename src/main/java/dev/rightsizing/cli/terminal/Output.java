// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import java.io.PrintWriter;

/**
 * Where a command prints. All text is made harmless on its way, whoever wrote it; the only escape
 * sequences that reach the terminal are those that this class writes itself.
 */
public final class Output extends PrintWriter {
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String RESET = "\u001b[0m";

  private final PrintWriter raw;
  private final boolean colors;

  private Output(PrintWriter raw, boolean colors) {
    super(new PlainWriter(raw));
    this.raw = raw;
    this.colors = colors;
  }

  /**
   * An output.
   *
   * @param raw what it writes to
   * @param colors whether styles are shown
   */
  public static Output on(PrintWriter raw, boolean colors) {
    return new Output(raw, colors);
  }

  /** The writer itself where it is an output already, else one without colours around it. */
  public static Output of(PrintWriter out) {
    return out instanceof Output output ? output : on(out, false);
  }

  /** Prints text in a style; plainly where colours are not wanted. */
  public void print(Style style, String text) {
    if (!colors || style == Style.PLAIN) {
      print(text);
      return;
    }
    escape(style.on());
    print(text);
    escape(RESET);
  }

  /** Back to the first line of the screen, without clearing it, so that nothing flickers. */
  public void home() {
    escape(HOME);
  }

  /** Ends a line of a screen that is drawn again: removes what the last drawing left behind it. */
  public void endLine() {
    escape(CLEAR_LINE);
    println();
  }

  /** Removes what the last drawing left below. */
  public void clearBelow() {
    escape(CLEAR_BELOW);
    flush();
  }

  private void escape(String sequence) {
    flush();
    raw.print(sequence);
  }
}
