// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepository.Heads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers of servers about their branches, by repository and credentials: many policies ask once.
 * An answer is also the proof that these credentials may read what other ones have fetched.
 */
final class HeadsCache {
  /** A server that does not answer is not asked again by each policy of the same pass. */
  private static final Duration FAILURE_HOLDS = Duration.ofSeconds(20);

  private final Clock clock;
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

  HeadsCache(Clock clock) {
    this.clock = clock;
  }

  private record Key(String url, Credentials credentials) {}

  private static final class Entry {
    private Optional<Heads> heads = Optional.empty();
    private Optional<GitException> failure = Optional.empty();
    private Instant at = Instant.MIN;
    private boolean stale = true;
  }

  /** Asks a server. */
  @FunctionalInterface
  interface Question {
    Heads ask() throws GitException;
  }

  /** An answer that is not older, or a new one; who asks meanwhile waits for it. */
  Heads get(Identity identity, Duration notOlder, Question question) throws GitException {
    Entry entry = entry(identity);
    synchronized (entry) {
      Instant now = clock.instant();
      Duration age = entry.at.equals(Instant.MIN) ? null : Duration.between(entry.at, now);
      if (age != null && !entry.stale) {
        if (entry.failure.isPresent()
            && age.compareTo(FAILURE_HOLDS) < 0
            && age.compareTo(notOlder) < 0) {
          throw entry.failure.get();
        }
        if (entry.heads.isPresent() && age.compareTo(notOlder) < 0) {
          return entry.heads.get();
        }
      }
      entry.at = now;
      entry.stale = false;
      try {
        entry.heads = Optional.of(question.ask());
        entry.failure = Optional.empty();
        return entry.heads.get();
      } catch (GitException e) {
        entry.heads = Optional.empty();
        entry.failure = Optional.of(e);
        throw e;
      }
    }
  }

  private Entry entry(Identity identity) {
    Key key = new Key(identity.url().plain(), identity.credentials());
    return entries.computeIfAbsent(key, k -> new Entry());
  }

  /** A branch is elsewhere now by our own doing. */
  void moved(Identity identity, String branch, Optional<String> commit) {
    forEach(
        identity,
        entry ->
            entry.heads =
                entry.heads.map(
                    known -> {
                      Map<String, String> commits = new HashMap<>(known.commits());
                      commit.ifPresentOrElse(
                          c -> commits.put(branch, c), () -> commits.remove(branch));
                      return new Heads(known.defaultBranch(), commits);
                    }));
  }

  /** What is known of a repository's branches may be wrong. */
  void doubt(Identity identity) {
    forEach(identity, entry -> entry.stale = true);
  }

  private void forEach(Identity identity, java.util.function.Consumer<Entry> change) {
    entries.forEach(
        (key, entry) -> {
          if (key.url().equals(identity.url().plain())) {
            synchronized (entry) {
              change.accept(entry);
            }
          }
        });
  }

  /** Forgets what nobody asked for since. */
  void removeOlderThan(Instant time) {
    entries
        .values()
        .removeIf(
            entry -> {
              synchronized (entry) {
                return entry.at.isBefore(time);
              }
            });
  }
}
