// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import dev.rightsizing.web.PageRequest;
import java.util.Optional;

/**
 * The page's two cookies. Scripts cannot read them, other sites cannot make a browser send them,
 * and over TLS no other host can set them.
 */
public enum SessionCookie {
  /** Holds the token of a person who signed in. */
  SESSION("rightsizing-session"),
  /** Holds the random text that forms must repeat. */
  FORMS("rightsizing-forms");

  private static final String HOST_PREFIX = "__Host-";

  private final String base;

  SessionCookie(String base) {
    this.base = base;
  }

  private String name(PageRequest request) {
    return request.secure() ? HOST_PREFIX + base : base;
  }

  /** Its value in a request; absent when empty. */
  public Optional<String> read(PageRequest request) {
    return Optional.ofNullable(request.cookies().get(name(request)))
        .filter(value -> !value.isEmpty());
  }

  /** The request as if the browser had sent it. */
  PageRequest addTo(PageRequest request, String value) {
    return request.withCookie(name(request), value);
  }

  /** The header that sets it until the browser closes. */
  public String set(PageRequest request, String value) {
    return name(request)
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (request.secure() ? "; Secure" : "");
  }

  /** The header that removes it. */
  public String clear(PageRequest request) {
    return set(request, "") + "; Max-Age=0";
  }
}
