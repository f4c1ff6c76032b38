// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import java.time.Duration;

/** Hears of every query that was sent, retries included. */
@FunctionalInterface
public interface QueryListener {
  QueryListener NONE = query -> {};

  void queried(Sent query);

  /**
   * One query.
   *
   * @param outcome {@link Reason#SOURCE_REACHABLE} when it was answered in full
   * @param bytes received, before decompression
   */
  record Sent(Resource resource, Reason outcome, long samples, long bytes, Duration took) {}
}
