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
 * @param promql one query as sent, for the evidence; empty when none was
 */
public record ReadReport(
    int queries, long series, long samples, long bytes, long dropped, List<String> promql) {
  public static final ReadReport NOTHING = new ReadReport(0, 0, 0, 0, 0, List.of());

  public ReadReport {
    promql = List.copyOf(promql);
  }

  /** Both together; one query as an example is enough. */
  public ReadReport plus(ReadReport other) {
    return new ReadReport(
        queries + other.queries,
        series + other.series,
        samples + other.samples,
        bytes + other.bytes,
        dropped + other.dropped,
        promql.isEmpty() ? other.promql : promql);
  }
}
