// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import java.time.Duration;

/** Hears of every query for usage, and of every request, retries included. */
@FunctionalInterface
public interface QueryListener {
  QueryListener NONE = query -> {};

  void queried(Sent query);

  /** That many more requests wait for a permit; fewer, if negative. */
  default void waiting(int change) {}

  /** A request of any kind is sent. */
  default void began() {}

  /**
   * A request that {@link #began} ended.
   *
   * @param outcome {@link Reason#SOURCE_REACHABLE} when it was answered in full
   * @param took from sending until the answer was read
   */
  default void ended(Reason outcome, Duration took) {}

  /**
   * One query.
   *
   * @param outcome {@link Reason#SOURCE_REACHABLE} when it was answered in full
   * @param bytes received, before decompression
   */
  record Sent(Resource resource, Reason outcome, long samples, long bytes) {}
}
