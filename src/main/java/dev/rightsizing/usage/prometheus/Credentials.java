// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.usage.UsageException;
import java.util.Map;
import java.util.Optional;

/**
 * How requests to a source authenticate.
 *
 * @param authorization gives the value of the Authorization header, asked for each request so that
 *     rotated files count at once
 * @param headers others, such as X-Scope-OrgID
 * @param ca PEM certificates of the authority that is trusted in place of the system's
 */
public record Credentials(
    Optional<Authorization> authorization, Map<String, String> headers, Optional<byte[]> ca) {

  public static final Credentials NONE =
      new Credentials(Optional.empty(), Map.of(), Optional.empty());

  public Credentials {
    headers = Map.copyOf(headers);
    ca = ca.map(byte[]::clone);
  }

  @Override
  public Optional<byte[]> ca() {
    return ca.map(byte[]::clone);
  }

  /** Gives the value of the Authorization header. */
  @FunctionalInterface
  public interface Authorization {
    String header() throws UsageException;
  }

  /** Says nothing secret. */
  @Override
  public String toString() {
    return "Credentials[" + (authorization.isPresent() ? "given" : "none") + "]";
  }
}
