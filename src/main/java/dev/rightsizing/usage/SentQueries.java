// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Queries as sent, for the evidence.
 *
 * @param usual one of those that look back as usual; empty when there was none
 * @param widened of a namespace whose samples are so far apart that its reads look back further
 */
record SentQueries(String usual, Function<String, Optional<Widened>> widened) {

  /** A query that looks back further than usual. */
  record Widened(Duration range, String promql) {}

  String of(String namespace) {
    return widened.apply(namespace).map(Widened::promql).orElse(usual);
  }
}
