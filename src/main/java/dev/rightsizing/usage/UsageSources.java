// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

/** Gives the source that a policy asks for; equal requests get the same instance. */
@FunctionalInterface
public interface UsageSources {

  /**
   * @throws UsageException when no source is configured, the URL is not allowed or the secret
   *     contradicts itself
   */
  UsageSource source(SourceRequest request) throws UsageException;

  /** Whether an administrator lets anybody put queries of their own to the source of a request. */
  default boolean allowsFreeQueries(SourceRequest request) {
    return false;
  }
}
