// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import java.time.Instant;
import java.util.Optional;

/**
 * How current the rows are.
 *
 * @param asOf when they were last known to be current; empty before the first list
 * @param outage absent while they are kept up to date
 */
public record Freshness(Optional<Instant> asOf, Optional<Outage> outage) {

  /**
   * Why they are not.
   *
   * @param since when that began
   * @param reason in words for a person, with what to do
   */
  public record Outage(Instant since, String reason) {}
}
