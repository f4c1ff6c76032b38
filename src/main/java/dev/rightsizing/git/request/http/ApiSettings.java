// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.request.http;

import java.net.ProxySelector;
import java.time.Duration;

/**
 * How APIs are called.
 *
 * @param connectTimeout until a connection stands
 * @param timeout until the last byte of an answer is here
 * @param retries of what may pass, besides the first attempt
 * @param retryDelay before the first retry; later ones wait twice as long each
 * @param mostBytes of an answer
 * @param proxy that says which proxy a URL needs
 */
public record ApiSettings(
    Duration connectTimeout,
    Duration timeout,
    int retries,
    Duration retryDelay,
    int mostBytes,
    ProxySelector proxy) {

  /** What an operator needs. */
  public static ApiSettings usual() {
    return new ApiSettings(
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        3,
        Duration.ofSeconds(1),
        16 << 20,
        ProxySelector.getDefault());
  }
}
