// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing;

import dev.rightsizing.config.CommandFactory;
import dev.rightsizing.config.CommandLog;

/**
 * Runs several command lines in one process, so that the build learns which classes belong into the
 * archive that bin/rightsize starts from.
 */
final class ArchiveTraining {
  private ArchiveTraining() {}

  /**
   * @param lines command lines, with blanks between their arguments
   */
  public static void main(String[] lines) {
    CommandLog.configure();
    for (String line : lines) {
      Main.run(new CommandFactory(), line.split(" "));
    }
    System.exit(0);
  }
}
