// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.report;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which Prometheus a person means; what is absent comes from the settings RIGHTSIZING_PROMETHEUS_*.
 *
 * @param url base URL
 * @param tokenFile holds a bearer token
 * @param headers added to every request, over those of the settings
 * @param matchers label matchers added to every query, over those of the settings
 */
public record SourceChoice(
    Optional<String> url,
    Optional<Path> tokenFile,
    Map<String, String> headers,
    Map<String, String> matchers) {

  public SourceChoice {
    headers = Map.copyOf(headers);
    matchers = Map.copyOf(matchers);
  }

  /** Says nothing of the headers' values, which may be secret. */
  @Override
  public String toString() {
    return "SourceChoice[url=" + url + ", headers=" + headers.keySet() + "]";
  }
}
