// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.AuthSecret;
import dev.rightsizing.usage.SourceRequest;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Sources with short times for tests, and one query to put to them. */
final class TestSources {
  static final UsageQuery QUERY =
      new UsageQuery(
          Resource.CPU,
          new TreeSet<>(Set.of("shop")),
          Instant.ofEpochSecond(1700000100),
          Instant.ofEpochSecond(1700003700),
          Duration.ofMinutes(5));
  static final String NOTHING =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";

  private TestSources() {}

  static PrometheusSettings settings(String url, Credentials credentials, int retries) {
    return new PrometheusSettings(
        Optional.of(URI.create(url)),
        credentials,
        Map.of(),
        new AllowedUrls(List.of()),
        new PrometheusSettings.Query(
            2, Duration.ofSeconds(5), 10_000, retries, Duration.ofMillis(5), true));
  }

  static UsageSource source(String url, Credentials credentials, int retries)
      throws UsageException {
    return source(settings(url, credentials, retries), SourceRequest.DEFAULT);
  }

  static UsageSource source(PrometheusSettings settings, SourceRequest request)
      throws UsageException {
    return new PrometheusUsageSources(settings, Clock.systemUTC(), QueryListener.NONE)
        .source(request);
  }

  static SourceRequest with(Map<String, String> secret) {
    Map<String, byte[]> bytes = new java.util.TreeMap<>();
    secret.forEach((key, value) -> bytes.put(key, value.getBytes(StandardCharsets.UTF_8)));
    return new SourceRequest(
        Optional.empty(), Optional.of(new AuthSecret("shop", "auth", bytes)), Map.of());
  }
}
