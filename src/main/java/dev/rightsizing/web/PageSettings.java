// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How the page is served.
 *
 * @param address the address to bind to
 * @param port 0 for any free one
 * @param authentication how a request says who sends it
 * @param proxy whom to believe the headers that name a user
 * @param tls empty: plain HTTP
 */
public record PageSettings(
    String address, int port, Authentication authentication, Proxy proxy, Optional<Tls> tls) {

  /** How a request says who sends it. */
  public enum Authentication {
    /** By a token of the cluster, as a header or by the form for signing in. */
    TOKEN,
    /** By headers of a proxy in front, or a token that it passes on. */
    PROXY,
    /** Not at all: whoever reaches the loopback address has the operator's own rights. */
    LOCAL
  }

  /**
   * A proxy in front that authenticates people.
   *
   * @param userHeader names the user
   * @param groupsHeader names the groups, separated by commas
   * @param addresses addresses or networks that it connects from, such as 10.1.0.0/16
   * @param secretFile holds what it sends in the header X-Rightsizing-Proxy-Secret
   */
  public record Proxy(
      String userHeader, String groupsHeader, List<String> addresses, Optional<Path> secretFile) {
    public Proxy {
      addresses = List.copyOf(addresses);
    }
  }

  /** PEM files of the certificate chain and its private key. */
  public record Tls(Path certificate, Path key) {}
}
