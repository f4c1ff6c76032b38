// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;

/**
 * One read: one resource over one slice of time for many namespaces.
 *
 * @param from first step, a multiple of {@code step} since the epoch
 * @param to last step, included
 */
public record UsageQuery(
    Resource resource, SortedSet<String> namespaces, Instant from, Instant to, Duration step) {

  /** Points per series that an answer can hold. */
  public long points() {
    return (to.getEpochSecond() - from.getEpochSecond()) / step.toSeconds() + 1;
  }
}
