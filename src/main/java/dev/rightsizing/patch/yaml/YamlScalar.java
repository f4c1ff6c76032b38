// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.yaml;

import java.util.Optional;

/**
 * A text, number or null.
 *
 * @param value without quotes and escapes; empty for a value that is absent, as after {@code cpu:}
 * @param tag as written out in full; empty where there is none
 */
public record YamlScalar(
    Style style,
    String value,
    int start,
    int content,
    int end,
    Optional<String> anchor,
    Optional<String> tag)
    implements YamlNode {

  /** How a scalar is written. */
  public enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED;

    /** Whether its text is indented lines below a {@code |} or {@code >}. */
    public boolean isBlock() {
      return this == LITERAL || this == FOLDED;
    }
  }

  /** Whether readers take it for nothing: absent, {@code ~} or {@code null}. */
  public boolean isNull() {
    return style == Style.PLAIN
        && tag.isEmpty()
        && switch (value) {
          case "", "~", "null", "Null", "NULL" -> true;
          default -> false;
        };
  }
}
