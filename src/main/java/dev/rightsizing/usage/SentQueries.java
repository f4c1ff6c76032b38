// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.time.Duration;
import java.util.Map;

/**
 * Queries as sent, for the evidence.
 *
 * @param usual one of those that look back as usual; empty when there was none
 * @param widened by namespace, where samples are so far apart that reads look back further
 */
record SentQueries(String usual, Map<String, Widened> widened) {

  SentQueries {
    widened = Map.copyOf(widened);
  }

  /** A query that looks back further than usual. */
  record Widened(Duration range, String promql) {}

  String of(String namespace) {
    Widened wider = widened.get(namespace);
    return wider == null ? usual : wider.promql();
  }
}
