// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.web.PageRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** By a token of the cluster: in the header Authorization, or in the cookie of a session. */
public final class TokenSignIn implements SignIn {
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(.+)");

  private final AccessReview access;

  public TokenSignIn(AccessReview access) {
    this.access = access;
  }

  @Override
  public Result check(PageRequest request) throws AccessException {
    Optional<String> bearer = bearer(request);
    if (bearer.isPresent()) {
      return known(bearer.get(), "The API server does not accept the request's bearer token.");
    }
    Optional<String> session = SessionCookie.SESSION.read(request);
    if (session.isPresent()) {
      return known(
          session.get(),
          "Your session has ended: the API server no longer accepts its token, which has expired or"
              + " was revoked. Sign in with a new one.");
    }
    return new Result.Unknown("");
  }

  private Result known(String token, String otherwise) throws AccessException {
    if (!Token.isWellFormed(token)) {
      return new Result.Unknown(otherwise);
    }
    return access
        .authenticate(token)
        .<Result>map(Result.Known::new)
        .orElseGet(() -> new Result.Unknown(otherwise));
  }

  /** The token of the header, which no other site can make a browser send. */
  static Optional<String> bearer(PageRequest request) {
    return request
        .header("Authorization")
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1).strip());
  }
}
