// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import dev.rightsizing.web.PageRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lets only this page's own forms change anything: a form repeats the random text of a cookie, and
 * the browser says that the request comes from this origin. Needs no memory, so any replica may
 * answer.
 */
public final class FormGuard {
  /** The field that repeats the cookie. */
  public static final String FIELD = "csrf";

  private static final int BYTES = 16;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  private final SecureRandom random = new SecureRandom();

  /** The text for the forms of an answer; the request must have its cookie. */
  public String token(PageRequest request) {
    return known(request).orElse("");
  }

  /** Whether the request brings a cookie that forms can repeat. */
  public boolean hasToken(PageRequest request) {
    return known(request).isPresent();
  }

  /** The request with a new cookie, which the answer must then set. */
  public PageRequest withToken(PageRequest request) {
    return SessionCookie.FORMS.addTo(request, fresh());
  }

  private static Optional<String> known(PageRequest request) {
    return SessionCookie.FORMS.read(request).filter(value -> FORM.matcher(value).matches());
  }

  private String fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether a form of this page sent the request. */
  public boolean accepts(PageRequest request) {
    Optional<String> cookie = known(request);
    Optional<String> field = request.field(FIELD);
    return cookie.isPresent()
        && field.isPresent()
        && MessageDigest.isEqual(
            cookie.get().getBytes(StandardCharsets.UTF_8),
            field.get().getBytes(StandardCharsets.UTF_8))
        && isOwnOrigin(request);
  }

  /** By what browsers themselves add; without either of both headers it is no browser of today. */
  private static boolean isOwnOrigin(PageRequest request) {
    Optional<String> site = request.header("Sec-Fetch-Site");
    if (site.isPresent()) {
      return site.get().equals("same-origin");
    }
    Optional<String> origin = request.header("Origin").flatMap(FormGuard::authority);
    return origin.isPresent() && origin.equals(request.header("Host"));
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
