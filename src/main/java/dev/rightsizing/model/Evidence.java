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
 */
public record Evidence(
    String source,
    List<String> queries,
    Instant from,
    Instant to,
    Duration step,
    Aggregation aggregation,
    List<String> missing) {

  public Evidence {
    queries = List.copyOf(queries);
    missing = List.copyOf(missing);
  }
}
