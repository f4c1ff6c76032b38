// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
 * Remembers answers for a few seconds, refusals too, so that a page with many parts costs the API
 * server one question each and a revoked permission is gone soon. Failures to ask are not
 * remembered. Tokens are kept as SHA-256 digests alone.
 */
public final class CachedAccess implements AccessReview {
  /** Of each kind of answer; the least used goes first. About 3 MB when full. */
  private static final long MOST_ANSWERS = 10_000;

  private final AccessReview cluster;
  private final Cache<String, Optional<Identity>> identities;
  private final Cache<Question, Boolean> permissions;

  private record Question(Identity identity, Permission permission) {}

  /**
   * @param remembered for how long an answer is used again
   */
  public CachedAccess(AccessReview cluster, Duration remembered, Clock clock) {
    this.cluster = cluster;
    this.identities = cache(remembered, clock);
    this.permissions = cache(remembered, clock);
  }

  private static <K, V> Cache<K, V> cache(Duration remembered, Clock clock) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_ANSWERS)
        .expireAfterWrite(remembered)
        .ticker(() -> nanos(clock.instant()))
        .build();
  }

  private static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  @Override
  public Optional<Identity> authenticate(String token) throws AccessException {
    String digest = digest(token);
    Optional<Identity> known = identities.getIfPresent(digest);
    if (known == null) {
      known = cluster.authenticate(token);
      identities.put(digest, known);
    }
    return known;
  }

  @Override
  public boolean allows(Identity identity, Permission permission) throws AccessException {
    Question question = new Question(identity, permission);
    Boolean known = permissions.getIfPresent(question);
    if (known == null) {
      known = cluster.allows(identity, permission);
      permissions.put(question, known);
    }
    return known;
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
