// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Formats;
import java.util.Objects;

/** A PromQL query and its threshold, as a policy has them. */
record ThresholdQuery(String query, double above) {
  static final int LONGEST = 2048;

  /**
   * Reads both.
   *
   * @param at the field that holds them, with a dot at its end, for messages
   * @param example of a threshold
   * @throws IllegalArgumentException that names the field which cannot be used
   */
  static ThresholdQuery read(String at, String query, String above, String example) {
    String text = Objects.requireNonNullElse(query, "");
    check(
        !text.isBlank() && text.length() <= LONGEST,
        at + "query must be PromQL of at most " + LONGEST + " characters");
    String threshold = Objects.requireNonNullElse(above, "");
    check(
        threshold.matches(Formats.THRESHOLD),
        at
            + "above '"
            + threshold
            + "' must be a decimal number that is not negative, such as \""
            + example
            + "\"");
    return new ThresholdQuery(text, Double.parseDouble(threshold));
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
