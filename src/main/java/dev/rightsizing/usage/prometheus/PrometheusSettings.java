// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's own source and what policies may name.
 *
 * @param url base URL for policies that name none
 * @param credentials for that URL alone
 * @param matchers label matchers for that URL, added to every query
 * @param allowed URLs that policies may name
 */
public record PrometheusSettings(
    Optional<URI> url,
    Credentials credentials,
    Map<String, String> matchers,
    AllowedUrls allowed,
    Query query) {

  public PrometheusSettings {
    matchers = Map.copyOf(matchers);
  }

  /** The same for another URL. */
  public PrometheusSettings at(URI other) {
    return new PrometheusSettings(Optional.of(other), credentials, matchers, allowed, query);
  }

  /**
   * How queries are sent.
   *
   * @param concurrency at the same time against one source
   * @param timeout of one query, its answer included
   * @param sampleBudget samples that one answer is expected to hold at most
   * @param retries after a fault that may pass
   * @param retryDelay before the first retry; doubles with each
   * @param gzip whether answers may come compressed
   */
  public record Query(
      int concurrency,
      Duration timeout,
      long sampleBudget,
      int retries,
      Duration retryDelay,
      boolean gzip) {

    public Query {
      if (concurrency < 1 || retries < 0 || timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException(
            "RIGHTSIZING_QUERY_CONCURRENCY must be at least 1, RIGHTSIZING_QUERY_RETRIES at least"
                + " 0 and RIGHTSIZING_QUERY_TIMEOUT more than 0");
      }
    }
  }
}
