// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus;

import dev.rightsizing.usage.UsageException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  /** Those that the client sets or that would change how an answer is read. */
  private static final Set<String> RESERVED =
      Set.of(
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade");

  public static final Credentials NONE =
      new Credentials(Optional.empty(), Map.of(), Optional.empty());

  /**
   * @throws IllegalArgumentException for a header that cannot be sent; says its name alone
   */
  public Credentials {
    headers = Map.copyOf(headers);
    ca = ca.map(byte[]::clone);
    boolean authorized = authorization.isPresent();
    headers.forEach(
        (name, value) ->
            faultOf(name, value, authorized)
                .ifPresent(
                    fault -> {
                      throw new IllegalArgumentException(
                          "the request header '" + name + "' " + fault);
                    }));
  }

  /** Why a header cannot be sent; repeats neither its name nor its value. */
  public static Optional<String> faultOf(String name, String value, boolean authorized) {
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      return Optional.of("is not a header's name");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("is the operator's own; leave it out");
    }
    if (authorized && name.equalsIgnoreCase("Authorization")) {
      return Optional.of("conflicts with a token or username; keep one of the two");
    }
    return faultOf(value);
  }

  /** Why a header cannot carry a value. The client would refuse it too, and repeat it. */
  static Optional<String> faultOf(String value) {
    if (value.isEmpty()) {
      return Optional.of("is empty");
    }
    boolean printable = value.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\t');
    return printable
        ? Optional.empty()
        : Optional.of("holds a line break or another character that a header cannot carry");
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
