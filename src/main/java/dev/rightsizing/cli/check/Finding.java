// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.check;

/**
 * What one check found.
 *
 * @param subject what was checked
 * @param detail what was found and, unless all is well, what to do
 */
record Finding(Level level, String subject, String detail) {

  /** How bad it is. */
  enum Level {
    /** As it should be. */
    OK("ok"),
    /** The operator works without it, with less. */
    LESS("less"),
    /** The operator does not work. */
    FAILED("failed");

    private final String text;

    Level(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static Finding ok(String subject, String detail) {
    return new Finding(Level.OK, subject, detail);
  }

  static Finding less(String subject, String detail) {
    return new Finding(Level.LESS, subject, detail);
  }

  static Finding failed(String subject, String detail) {
    return new Finding(Level.FAILED, subject, detail);
  }

  boolean isFailure() {
    return level == Level.FAILED;
  }
}
