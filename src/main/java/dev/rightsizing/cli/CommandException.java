// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

/** Something that only the person at the command line can put right. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and, after a semicolon, what to do; one line
   */
  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
