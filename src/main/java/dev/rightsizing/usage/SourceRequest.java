// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.PolicyRef;
import java.util.Map;
import java.util.Optional;

/**
 * What a policy says about its source of usage; all absent: the operator's own source.
 *
 * @param policy that asks
 * @param url the policy's own URL, not yet checked against what is allowed
 * @param secret its authSecret
 * @param matchers label matchers added to every query
 */
public record SourceRequest(
    PolicyRef policy,
    Optional<String> url,
    Optional<AuthSecret> secret,
    Map<String, String> matchers) {

  public static final SourceRequest DEFAULT =
      new SourceRequest(Optional.empty(), Optional.empty(), Map.of());

  /** Of no policy. */
  public SourceRequest(
      Optional<String> url, Optional<AuthSecret> secret, Map<String, String> matchers) {
    this(PolicyRef.NONE, url, secret, matchers);
  }

  public SourceRequest {
    matchers = Map.copyOf(matchers);
  }
}
