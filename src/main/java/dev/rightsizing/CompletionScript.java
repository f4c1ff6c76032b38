// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import dev.rightsizing.cli.RightSize;
import dev.rightsizing.config.CommandFactory;

/** Prints the script by which a shell completes the command line, for the installation. */
final class CompletionScript {
  private CompletionScript() {}

  public static void main(String[] args) {
    System.out.print(RightSize.completion(new CommandFactory(), Main.MORE_COMMANDS));
  }
}
