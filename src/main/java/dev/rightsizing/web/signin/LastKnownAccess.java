// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.AnswerCache;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * While the API server does not answer: what it last allowed to read, for a quarter of an hour, so
 * that people who were reading can go on. A refusal replaces what was allowed before; nobody may
 * change anything on an old answer.
 */
public final class LastKnownAccess implements AccessReview {
  static final Duration LONGEST = Duration.ofMinutes(15);

  private final AccessReview access;
  private final AnswerCache answers;

  /**
   * @param access asks the API server, or fails
   */
  public LastKnownAccess(AccessReview access, Clock clock) {
    this.access = access;
    this.answers = new AnswerCache(LONGEST, clock);
  }

  @Override
  public Optional<Identity> authenticate(String token) throws AccessException {
    try {
      Optional<Identity> known = access.authenticate(token);
      if (known.isPresent()) {
        answers.keep(token, known);
      } else {
        answers.forget(token);
      }
      return known;
    } catch (AccessException e) {
      Optional<Identity> before = answers.identity(token);
      if (before == null) {
        throw e;
      }
      return before;
    }
  }

  @Override
  public boolean allows(Identity identity, Permission permission) throws AccessException {
    try {
      boolean may = access.allows(identity, permission);
      if (isRead(permission)) {
        answers.keep(identity, permission, may);
      }
      return may;
    } catch (AccessException e) {
      Boolean before = answers.allowed(identity, permission);
      if (before == null) {
        throw e;
      }
      return before;
    }
  }

  private static boolean isRead(Permission permission) {
    return permission instanceof Permission.OnResource object
        && (object.verb().equals("get") || object.verb().equals("list"));
  }
}
