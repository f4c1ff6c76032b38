// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's own source and what policies may name.
 *
 * @param url base URL for policies that name none
 * @param credentials for that URL alone
 * @param matchers label matchers for that URL, added to every query
 * @param allowed URLs that policies may name
 * @param free where policies may send queries of their own
 */
public record PrometheusSettings(
    Optional<URI> url,
    Credentials credentials,
    Map<String, String> matchers,
    AllowedUrls allowed,
    Query query,
    FreeQueries free) {

  public PrometheusSettings {
    url = url.map(PrometheusSettings::canonical);
    matchers = Map.copyOf(matchers);
  }

  /** With queries of policies nowhere. */
  public PrometheusSettings(
      Optional<URI> url,
      Credentials credentials,
      Map<String, String> matchers,
      AllowedUrls allowed,
      Query query) {
    this(url, credentials, matchers, allowed, query, FreeQueries.NONE);
  }

  private static URI canonical(URI url) {
    try {
      return SourceUrl.canonical(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the URL of Prometheus cannot be read", e);
    }
  }

  /**
   * Where policies outside the operator's namespace may send queries of their own.
   *
   * @param own whether to the operator's own source
   * @param urls other sources that an administrator names
   */
  public record FreeQueries(boolean own, AllowedUrls urls) {
    public static final FreeQueries NONE = new FreeQueries(false, new AllowedUrls(List.of()));
  }

  /** The same for another URL. */
  public PrometheusSettings at(URI other) {
    return new PrometheusSettings(Optional.of(other), credentials, matchers, allowed, query, free);
  }

  /**
   * How queries are sent.
   *
   * @param concurrency at the same time against one source
   * @param timeout of one query, its answer included
   * @param sampleBudget samples that one answer is expected to hold at most
   * @param retries after a fault that may pass
   * @param retryDelay before the first retry; doubles with each
   * @param compression of answers
   * @param extraTimeout of one query for what only improves figures
   */
  public record Query(
      int concurrency,
      Duration timeout,
      long sampleBudget,
      int retries,
      Duration retryDelay,
      Compression compression,
      Duration extraTimeout) {

    /** With a third of the time for what only improves figures. */
    public Query(
        int concurrency,
        Duration timeout,
        long sampleBudget,
        int retries,
        Duration retryDelay,
        boolean gzip) {
      this(
          concurrency,
          timeout,
          sampleBudget,
          retries,
          retryDelay,
          gzip ? Compression.ALWAYS : Compression.NEVER,
          timeout.dividedBy(3));
    }

    /** Little time and one retry, for what only improves figures. */
    Query forExtras() {
      return new Query(
          concurrency,
          extraTimeout,
          sampleBudget,
          Math.min(1, retries),
          retryDelay,
          compression,
          extraTimeout);
    }

    public Query {
      if (concurrency < 1
          || retries < 0
          || timeout.isNegative()
          || timeout.isZero()
          || extraTimeout.isNegative()
          || extraTimeout.isZero()) {
        throw new IllegalArgumentException(
            "RIGHTSIZING_QUERY_CONCURRENCY must be at least 1, RIGHTSIZING_QUERY_RETRIES at least"
                + " 0, RIGHTSIZING_QUERY_TIMEOUT and RIGHTSIZING_QUERY_EXTRA_TIMEOUT more than 0");
      }
    }
  }
}
