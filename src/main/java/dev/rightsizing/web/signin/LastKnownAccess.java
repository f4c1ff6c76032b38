// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.access.AccessException;
import dev.rightsizing.access.AccessReview;
import dev.rightsizing.access.Identity;
import dev.rightsizing.access.Permission;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * While the API server does not answer: what it last allowed to read, for a quarter of an hour, so
 * that people who were reading can go on. A refusal replaces what was allowed before; nobody may
 * change anything on an old answer.
 */
public final class LastKnownAccess implements AccessReview {
  static final Duration LONGEST = Duration.ofMinutes(15);
  private static final long MOST_ANSWERS = 10_000;

  private final AccessReview access;
  private final Cache<String, Identity> identities;
  private final Cache<Question, Boolean> allowed;

  private record Question(Identity identity, Permission permission) {}

  /**
   * @param access asks the API server, or fails
   */
  public LastKnownAccess(AccessReview access, Clock clock) {
    this.access = access;
    this.identities = cache(clock);
    this.allowed = cache(clock);
  }

  private static <K, V> Cache<K, V> cache(Clock clock) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_ANSWERS)
        .expireAfterWrite(LONGEST)
        .ticker(() -> nanos(clock.instant()))
        .build();
  }

  private static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  @Override
  public Optional<Identity> authenticate(String token) throws AccessException {
    String digest = digest(token);
    try {
      Optional<Identity> known = access.authenticate(token);
      known.ifPresentOrElse(
          identity -> identities.put(digest, identity), () -> identities.invalidate(digest));
      return known;
    } catch (AccessException e) {
      Identity before = identities.getIfPresent(digest);
      if (before == null) {
        throw e;
      }
      return Optional.of(before);
    }
  }

  @Override
  public boolean allows(Identity identity, Permission permission) throws AccessException {
    Question question = new Question(identity, permission);
    try {
      boolean may = access.allows(identity, permission);
      if (isRead(permission)) {
        allowed.put(question, may);
      }
      return may;
    } catch (AccessException e) {
      Boolean before = allowed.getIfPresent(question);
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

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
