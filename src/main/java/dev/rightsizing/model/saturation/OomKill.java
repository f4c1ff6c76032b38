// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.saturation;

import dev.rightsizing.model.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An OOM kill of one container of one pod.
 *
 * @param pod whose container it was
 * @param at when; the end of an interval where the time is not known exactly
 * @param within length of that interval: zero from a pod's own status, an hour from metrics
 * @param limit the memory limit that the container had then; empty where it had none or it is
 *     unknown
 */
public record OomKill(String pod, Instant at, Duration within, Optional<Amount> limit) {

  /** A kill at an exact time. */
  public static OomKill exactly(String pod, Instant at, Optional<Amount> limit) {
    return new OomKill(pod, at, Duration.ZERO, limit);
  }

  /** The same kill, at another limit. */
  public OomKill under(Optional<Amount> other) {
    return new OomKill(pod, at, within, other);
  }

  /** The day of the kill in UTC, in days since the epoch. */
  public long day() {
    return Math.floorDiv(at.minus(within.dividedBy(2)).getEpochSecond(), 86_400L);
  }
}
