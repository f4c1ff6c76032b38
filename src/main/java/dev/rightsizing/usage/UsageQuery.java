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
 * @param range how far each step looks back: over it a rate is taken, or the greatest of a gauge
 * @param pods a regular expression that the whole name of a pod matches; empty: all pods. A source
 *     may give more pods than that
 */
public record UsageQuery(
    Resource resource,
    SortedSet<String> namespaces,
    Instant from,
    Instant to,
    Duration step,
    Duration range,
    String pods) {

  /** A read of all pods. */
  public UsageQuery(
      Resource resource,
      SortedSet<String> namespaces,
      Instant from,
      Instant to,
      Duration step,
      Duration range) {
    this(resource, namespaces, from, to, step, range, "");
  }

  /** A rate needs two samples at the scrape intervals that most people use. */
  private static final Duration LEAST_RATE = Duration.ofMinutes(5);

  /** A read that looks back one step, and for a rate at least five minutes. */
  public UsageQuery(
      Resource resource, SortedSet<String> namespaces, Instant from, Instant to, Duration step) {
    this(resource, namespaces, from, to, step, usualRange(resource, step));
  }

  /** How far a step looks back where samples are as close as usual. */
  public static Duration usualRange(Resource resource, Duration step) {
    return resource == Resource.CPU && step.compareTo(LEAST_RATE) < 0 ? LEAST_RATE : step;
  }

  /** Points per series that an answer can hold. */
  public long points() {
    return (to.getEpochSecond() - from.getEpochSecond()) / step.toSeconds() + 1;
  }
}
