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
import org.jspecify.annotations.Nullable;

/** Answers of the cluster, each for the same time. Tokens are kept as SHA-256 digests alone. */
public final class AnswerCache {
  /** Of each kind of answer; the least used goes first. About 3 MB when full. */
  private static final long MOST_ANSWERS = 10_000;

  private final Cache<String, Optional<Identity>> identities;
  private final Cache<Question, Boolean> permissions;

  private record Question(Identity identity, Permission permission) {}

  /**
   * @param kept for how long an answer is kept
   */
  public AnswerCache(Duration kept, Clock clock) {
    this.identities = cache(kept, clock);
    this.permissions = cache(kept, clock);
  }

  private static <K, V> Cache<K, V> cache(Duration kept, Clock clock) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_ANSWERS)
        .expireAfterWrite(kept)
        .ticker(() -> nanos(clock.instant()))
        .build();
  }

  private static long nanos(Instant at) {
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  /** Whom a token belonged to, empty for nobody; null when there is no answer. */
  public @Nullable Optional<Identity> identity(String token) {
    return identities.getIfPresent(digest(token));
  }

  /** Keeps whom a token belongs to. */
  public void keep(String token, Optional<Identity> identity) {
    identities.put(digest(token), identity);
  }

  /** Drops whom a token belonged to. */
  public void forget(String token) {
    identities.invalidate(digest(token));
  }

  /** Whether somebody was allowed something; null when there is no answer. */
  public @Nullable Boolean allowed(Identity identity, Permission permission) {
    return permissions.getIfPresent(new Question(identity, permission));
  }

  /** Keeps whether somebody is allowed something. */
  public void keep(Identity identity, Permission permission, boolean allowed) {
    permissions.put(new Question(identity, permission), allowed);
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
