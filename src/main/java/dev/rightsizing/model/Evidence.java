// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a workload's sizes were computed from.
 *
 * @param source where usage was read, without credentials
 * @param queries PromQL as sent, one a resource
 * @param missing evidence beside usage that could not be had, and why
 * @param dropped samples that were left out because they cannot be
 */
public record Evidence(
    String source,
    List<String> queries,
    Instant from,
    Instant to,
    Duration step,
    Aggregation aggregation,
    List<String> missing,
    List<Dropped> dropped) {

  public Evidence {
    queries = List.copyOf(queries);
    missing = List.copyOf(missing);
    dropped = List.copyOf(dropped);
  }

  /** Of which nothing was left out. */
  public Evidence(
      String source,
      List<String> queries,
      Instant from,
      Instant to,
      Duration step,
      Aggregation aggregation,
      List<String> missing) {
    this(source, queries, from, to, step, aggregation, missing, List.of());
  }

  /** What was left out of one container's usage of one resource. */
  public record Dropped(String container, Resource resource, DroppedSamples samples) {}
}
