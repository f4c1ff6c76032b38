// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Remembers answers for a few seconds, refusals too, so that a page with many parts costs the API
 * server one question each and a revoked permission is gone soon. Failures to ask are not
 * remembered. Tokens are kept as SHA-256 digests alone.
 */
public final class CachedAccess implements AccessReview {
  private final AccessReview cluster;
  private final AnswerCache answers;

  /**
   * @param remembered for how long an answer is used again
   */
  public CachedAccess(AccessReview cluster, Duration remembered, Clock clock) {
    this.cluster = cluster;
    this.answers = new AnswerCache(remembered, clock);
  }

  @Override
  public Optional<Identity> authenticate(String token) throws AccessException {
    Optional<Identity> known = answers.identity(token);
    if (known == null) {
      known = cluster.authenticate(token);
      answers.keep(token, known);
    }
    return known;
  }

  @Override
  public boolean allows(Identity identity, Permission permission) throws AccessException {
    Boolean known = answers.allowed(identity, permission);
    if (known == null) {
      known = cluster.allows(identity, permission);
      answers.keep(identity, permission, known);
    }
    return known;
  }
}
