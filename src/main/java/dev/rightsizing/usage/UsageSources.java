// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Reason;

/**
 * Gives the source that a policy asks for; policies whose URL, matchers, Secret and tenant are
 * equal get the same instance, also when a token or a password has changed meanwhile.
 */
@FunctionalInterface
public interface UsageSources {
  /** None is configured. */
  UsageSources NONE =
      request -> {
        throw new UsageException(
            Reason.SOURCE_NOT_CONFIGURED, Reason.SOURCE_NOT_CONFIGURED.sentence());
      };

  /**
   * @throws UsageException when no source is configured, the URL is not allowed or the secret
   *     contradicts itself
   */
  UsageSource source(SourceRequest request) throws UsageException;

  /** A policy is gone, and with it what only it wanted. */
  default void forget(PolicyRef policy) {
    // Nothing is kept for policies.
  }

  /** Whether an administrator lets anybody put queries of their own to the source of a request. */
  default boolean allowsFreeQueries(SourceRequest request) {
    return false;
  }
}
