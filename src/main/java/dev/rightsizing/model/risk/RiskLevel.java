// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import java.util.Arrays;
import java.util.Optional;

/**
 * How bad a risk is. Of several the worst counts: what is not known is worse than a good answer, so
 * there is no false all-clear, and better than a known risk, which it must not hide.
 */
public enum RiskLevel {
  NONE("None", 0),
  UNKNOWN("Unknown", 1),
  WARNING("Warning", 2),
  CRITICAL("Critical", 3),
  EMERGENCY("Emergency", 4);

  private final String text;
  private final int severity;

  RiskLevel(String text, int severity) {
    this.text = text;
    this.severity = severity;
  }

  /** As the status shows it. */
  public String text() {
    return text;
  }

  /** The level of that text, if there is one. */
  public static Optional<RiskLevel> of(String text) {
    return Arrays.stream(values()).filter(level -> level.text.equals(text)).findFirst();
  }

  /** Whether this is worse than another. */
  public boolean above(RiskLevel other) {
    return severity > other.severity;
  }

  /** The worse of two. */
  public RiskLevel worse(RiskLevel other) {
    return other.above(this) ? other : this;
  }

  /** The better of two. */
  public RiskLevel better(RiskLevel other) {
    return above(other) ? other : this;
  }

  /** Whether it is a risk that is known. */
  public boolean isAlarm() {
    return above(UNKNOWN);
  }
}
