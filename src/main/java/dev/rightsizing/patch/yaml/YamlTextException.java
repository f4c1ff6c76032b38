// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

/** A file cannot be read as YAML; the message names the line and what to do. */
public final class YamlTextException extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;

  YamlTextException(int line, String message) {
    super(message);
    this.line = line;
  }

  /** From 1; 0 where it is about the file as a whole. */
  public int line() {
    return line;
  }
}
