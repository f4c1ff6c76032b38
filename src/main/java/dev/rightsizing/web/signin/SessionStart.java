// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.web.PageSettings.Authentication;
import java.util.Optional;

/** Decides whether a token that a person pasted may become a session. */
public final class SessionStart {
  private final Authentication authentication;
  private final AccessReview access;

  public SessionStart(Authentication authentication, AccessReview access) {
    this.authentication = authentication;
    this.access = access;
  }

  /**
   * Why it may not; empty when it may.
   *
   * @throws AccessException when the API server does not say
   */
  public Optional<String> refusal(String pasted) throws AccessException {
    String token = pasted.strip();
    if (authentication != Authentication.TOKEN) {
      return Optional.of("This page takes no tokens by a form; open it the way it was set up.");
    }
    if (token.isEmpty()) {
      return Optional.of("Paste a token first.");
    }
    if (token.length() > Token.LONGEST_IN_COOKIE) {
      return Optional.of(
          "The token is longer than a browser's cookie holds ("
              + Token.LONGEST_IN_COOKIE
              + " characters). Use the shorter one of a ServiceAccount: kubectl create token"
              + " NAME.");
    }
    if (!Token.isWellFormed(token) || access.authenticate(token).isEmpty()) {
      return Optional.of(
          "The API server does not accept this token: it is mistyped, has expired or belongs to"
              + " another cluster. Create a new one.");
    }
    return Optional.empty();
  }
}
