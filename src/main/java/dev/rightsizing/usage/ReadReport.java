// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.util.List;

/**
 * What a read cost.
 *
 * @param queries requests sent, retries included
 * @param series that the answers held
 * @param samples that the answers held
 * @param bytes received, before decompression
 * @param dropped samples left out because they were NaN, infinite or negative
 * @param impossible samples left out because they cannot be usage, by any limit or machine
 * @param promql one query as sent, for the evidence; empty when none was
 */
public record ReadReport(
    int queries,
    long series,
    long samples,
    long bytes,
    long dropped,
    long impossible,
    List<String> promql) {
  public static final ReadReport NOTHING = new ReadReport(0, 0, 0, 0, 0, List.of());

  /** An answer of which all is believed. */
  public ReadReport(
      int queries, long series, long samples, long bytes, long dropped, List<String> promql) {
    this(queries, series, samples, bytes, dropped, 0, promql);
  }

  public ReadReport {
    promql = List.copyOf(promql);
  }

  /** The same of which some samples were left out after all. */
  public ReadReport dropping(long more) {
    return new ReadReport(queries, series, samples, bytes, dropped, impossible + more, promql);
  }

  /** Both together; one query as an example is enough. */
  public ReadReport plus(ReadReport other) {
    return new ReadReport(
        queries + other.queries,
        series + other.series,
        samples + other.samples,
        bytes + other.bytes,
        dropped + other.dropped,
        impossible + other.impossible,
        promql.isEmpty() ? other.promql : promql);
  }
}
