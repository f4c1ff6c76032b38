// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where metrics are served, and to whom.
 *
 * @param address to listen on, a name or a number
 * @param port 0: any that is free
 * @param tls empty: plain HTTP
 * @param times how long things may take
 */
public record EndpointSettings(String address, int port, Optional<Tls> tls, Times times) {

  /** PEM files; read again when they change. */
  public record Tls(Path certificate, Path key) {}

  /**
   * How long things may take.
   *
   * @param request from the first byte of a connection to the last of the answer; then it is cut
   * @param reload between two looks at the files of the certificate
   */
  public record Times(Duration request, Duration reload) {
    public static final Times DEFAULT = new Times(Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  /** Whether a scraper must show a token. */
  public enum Authentication {
    NONE,
    TOKEN_REVIEW
  }
}
