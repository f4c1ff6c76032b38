// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.attention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a person should look at.
 *
 * @param namespace where it is
 * @param subject what it is about, such as {@code Deployment/checkout}
 * @param reason why, in one sentence
 * @param since when it began; empty when that is unknown
 * @param left how long until it breaks; empty when that is unknown
 * @param weight the greater comes first among equals: a severity, a share or an amount of money
 * @param path of the page that shows more
 */
public record Attention(
    Kind kind,
    String namespace,
    String subject,
    String reason,
    Optional<Instant> since,
    Optional<Duration> left,
    double weight,
    String path) {

  /** What kind of trouble, the most urgent first. */
  public enum Kind {
    EMERGENCY(1, "Emergency"),
    RUNNING_OUT(2, "Runs out of memory"),
    THROTTLED(3, "Throttled"),
    OOM_KILLED(4, "OOM-killed"),
    AT_RISK(5, "At risk"),
    QUOTA_NEARLY_FULL(6, "Quota nearly full"),
    STALE(7, "Stale figures"),
    SOURCE_UNREACHABLE(8, "No usage data"),
    SAVING_WAITS(9, "Saving to decide");

    private final int rank;
    private final String title;

    Kind(int rank, String title) {
      this.rank = rank;
      this.title = title;
    }

    /** Its place: the smaller comes first. */
    public int rank() {
      return rank;
    }

    /** For people. */
    public String title() {
      return title;
    }

    /** How it is coloured. */
    public String tone() {
      return switch (this) {
        case EMERGENCY -> "emergency";
        case RUNNING_OUT, OOM_KILLED -> "critical";
        case THROTTLED, AT_RISK, QUOTA_NEARLY_FULL -> "warning";
        case STALE, SOURCE_UNREACHABLE -> "unknown";
        case SAVING_WAITS -> "good";
      };
    }
  }
}
