// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.time.Instant;
import java.util.SortedSet;

/**
 * One read of one signal over some hours for many namespaces. A sample belongs to the hour that
 * ends at its time.
 *
 * @param firstHour hours since the epoch
 * @param lastHour included; over by the time of the read
 */
public record SignalQuery(
    Signal signal, SortedSet<String> namespaces, long firstHour, long lastHour) {
  private static final long HOUR = 3600;

  /** First step: the end of the first hour. */
  public Instant from() {
    return Instant.ofEpochSecond((firstHour + 1) * HOUR);
  }

  /** Last step, included: the end of the last hour. */
  public Instant to() {
    return Instant.ofEpochSecond((lastHour + 1) * HOUR);
  }

  /** Hours, and so the points per series that an answer can hold. */
  public int hours() {
    return Math.toIntExact(lastHour - firstHour + 1);
  }
}
