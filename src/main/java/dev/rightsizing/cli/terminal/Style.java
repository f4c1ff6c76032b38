// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.terminal;

import picocli.CommandLine.Help.Ansi;

/** How text looks on a terminal; the same meaning has the same colour in every command. */
public enum Style {
  PLAIN,
  HEADER(Ansi.Style.bold),
  GOOD(Ansi.Style.fg_green),
  WARNING(Ansi.Style.fg_yellow),
  CRITICAL(Ansi.Style.fg_red),
  EMERGENCY(Ansi.Style.bold, Ansi.Style.fg_red),
  FAINT(Ansi.Style.faint);

  private final Ansi.Style[] styles;

  Style(Ansi.Style... styles) {
    this.styles = styles;
  }

  String on() {
    return Ansi.Style.on(styles);
  }
}
