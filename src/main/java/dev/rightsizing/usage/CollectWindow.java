// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.time.Duration;
import java.time.Instant;

/**
 * The window of one collection: whole hours at its start, whole steps since the epoch throughout,
 * so that two evaluations of the same window read the same points.
 *
 * @param from start of an hour
 * @param to last step
 */
record CollectWindow(Instant from, Instant to) {
  private static final long HOUR = 3600;

  static CollectWindow ending(Instant now, Duration lookback, Duration step) {
    long last = Math.floorDiv(now.getEpochSecond(), step.toSeconds()) * step.toSeconds();
    long first = Math.floorDiv(now.getEpochSecond() - lookback.toSeconds(), HOUR) * HOUR;
    return new CollectWindow(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last));
  }

  long endHour() {
    return Math.floorDiv(to.getEpochSecond(), HOUR) + 1;
  }

  long firstHour() {
    return Math.floorDiv(from.getEpochSecond(), HOUR);
  }
}
