// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import dev.rightsizing.git.GitProxy;
import java.time.Duration;
import java.util.Optional;

/**
 * How APIs are called.
 *
 * @param connectTimeout until a connection stands
 * @param timeout until the last byte of an answer is here
 * @param retries of what may pass, besides the first attempt
 * @param retryDelay before the first retry; later ones wait twice as long each
 * @param mostBytes of an answer
 * @param proxy on the way to hosts; empty: as the system properties say
 */
public record ApiSettings(
    Duration connectTimeout,
    Duration timeout,
    int retries,
    Duration retryDelay,
    int mostBytes,
    Optional<GitProxy> proxy) {

  /** What an operator needs. */
  public static ApiSettings usual(Optional<GitProxy> proxy) {
    return new ApiSettings(
        Duration.ofSeconds(10), Duration.ofSeconds(30), 3, Duration.ofSeconds(1), 16 << 20, proxy);
  }
}
