// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Duration;

/** How much evidence stands behind a workload's sizes. */
public record Confidence(Level level, Duration history, long samples, int coveragePercent) {

  /** Ordered from least to most. */
  public enum Level {
    NONE("None"),
    LOW("Low"),
    MEDIUM("Medium"),
    HIGH("High");

    private final String text;

    Level(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
