// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.util.Map;
import java.util.Optional;

/**
 * What a policy says about its source of usage; all absent: the operator's own source.
 *
 * @param url the policy's own URL, not yet checked against what is allowed
 * @param secret the contents of its authSecret; never logged
 * @param matchers label matchers added to every query
 */
public record SourceRequest(
    Optional<String> url, Optional<Map<String, byte[]>> secret, Map<String, String> matchers) {

  public static final SourceRequest DEFAULT =
      new SourceRequest(Optional.empty(), Optional.empty(), Map.of());

  public SourceRequest {
    matchers = Map.copyOf(matchers);
  }

  /** Says nothing of the secret's contents. */
  @Override
  public String toString() {
    return "SourceRequest[url=" + url + ", secret=" + (secret.isPresent() ? "given" : "none") + "]";
  }
}
