// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/** When colours are shown. */
public enum ColorChoice {
  /**
   * On a terminal alone; NO_COLOR turns them off, CLICOLOR_FORCE on, as <a
   * href="https://no-color.org">no-color.org</a> and <a
   * href="https://bixense.com/clicolors/">bixense.com/clicolors</a> have it.
   */
  AUTO(Ansi.AUTO),
  ALWAYS(Ansi.ON),
  NEVER(Ansi.OFF);

  private final Ansi ansi;

  ColorChoice(Ansi ansi) {
    this.ansi = ansi;
  }

  /** The same for the help's colours. */
  public Ansi ansi() {
    return this != AUTO || !"dumb".equals(System.getenv("TERM")) ? ansi : Ansi.OFF;
  }
}
