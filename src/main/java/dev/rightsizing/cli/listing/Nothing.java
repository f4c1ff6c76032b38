// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** The line for a listing without rows: where it was asked, and what may be missing. */
public final class Nothing {
  private Nothing() {}

  /** Prints it on the error output. */
  public static void say(CommandSpec spec, ListingOptions.Scope scope) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "rightsize: there are no Recommendations in "
            + scope.title()
            + scope.selector().map(labels -> " with the labels " + labels).orElse("")
            + "; try -A, or create a RightSizingPolicy, see samples/policy.yaml");
    err.flush();
  }
}
