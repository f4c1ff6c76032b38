// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.crd;

import dev.rightsizing.cli.CommandHelp;
import java.util.Map;

/** Writes the page of commands from their own help. */
final class CommandsPage {
  private static final String HEAD =
      """
      <!-- Generated from the commands' own help; run "make crds" after a change. -->
      # Commands

      `rightsize` is one program; linked into the PATH as `kubectl-rightsize` it is `kubectl rightsize`. It reads kubeconfigs as kubectl does, and acts with your own rights.

      - **Colours** are shown on a terminal alone. `NO_COLOR=1` or `--color never` turns them off, `CLICOLOR_FORCE=1` or `--color always` on, for `less -R` as an example.
      - **Progress** of `report` and `backtest` is shown on a terminal alone, on standard error.
      - **Text from the cluster** is made harmless before it is printed: a name, label or message with terminal escape sequences shows `\uFFFD` in their place, and in CSV what a spreadsheet takes for a formula gets a quote in front.
      - **JSONPath** in `list -o jsonpath=…` is kubectl's: `{.items[*].metadata.name}`, `{range …}{end}`, filters, slices, `['a','b.c']` at the end of a path, `\\.` for a dot within a name. What is not supported is refused with the reason.
      - **Errors** are one line on standard error that says what to do; the exit status is then 2. `RIGHTSIZE_TRACE=1` adds a stack trace.

      """;

  private CommandsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Map.Entry<String, String> help : CommandHelp.all().entrySet()) {
      page.append("## ").append(help.getKey()).append("\n\n```text\n");
      page.append(help.getValue().strip()).append("\n```\n\n");
    }
    return page.toString().stripTrailing() + "\n";
  }
}
