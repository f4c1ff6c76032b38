// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.AccessTokens;
import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Repositories by JGit, with their clones in one folder. */
public final class JGitRepositories implements GitRepositories, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(JGitRepositories.class);
  private static final Duration UNUSED = Duration.ofDays(1);

  private final GitStorageSettings settings;
  private final Clock clock;
  private final Wire wire;
  private final Fetcher fetcher;
  private final Pusher pusher;
  private final HeadsCache heads;
  private final AtomicReference<Instant> cleaned;
  private final Map<String, SharedClone> clones = new ConcurrentHashMap<>();

  public JGitRepositories(GitStorageSettings settings, AccessTokens tokens, Clock clock) {
    IsolatedSystem.install();
    this.settings = settings;
    this.clock = clock;
    this.wire = new Wire(settings, tokens, clock);
    this.fetcher = new Fetcher(wire, settings);
    this.pusher = new Pusher(wire);
    this.heads = new HeadsCache(clock);
    this.cleaned = new AtomicReference<>(clock.instant());
  }

  @Override
  public GitRepository open(String url, Credentials credentials) throws GitException {
    RepositoryUrl parsed = RepositoryUrl.parse(url);
    settings.allowed().check(parsed);
    Identity identity = new Identity(parsed, address(parsed, url.strip()), credentials);
    wire.check(identity);
    cleanDaily();
    SharedClone clone =
        clones.computeIfAbsent(
            CloneNames.of(parsed),
            name -> new SharedClone(new Clone(settings.folder(), name, clock), settings));
    return new JGitRepository(identity, clone, heads, fetcher, pusher);
  }

  /** The user of ssh is git where the URL names none, as on every code host. */
  private static String address(RepositoryUrl url, String text) {
    return url.isSsh() && url.user().isEmpty()
        ? text.replaceFirst("(?i)^ssh://", "ssh://git@")
        : text;
  }

  /** Whoever opens a repository after a day does it, so that it needs no timer. */
  private void cleanDaily() {
    Instant last = cleaned.get();
    if (last.isBefore(clock.instant().minus(UNUSED))) {
      clean();
    }
  }

  @Override
  public void clean() {
    cleaned.set(clock.instant());
    Instant limit = clock.instant().minus(UNUSED);
    heads.removeOlderThan(limit);
    if (!Files.isDirectory(settings.folder())) {
      return;
    }
    try {
      CloneNames.removeHalfMade(settings.folder(), limit);
      for (String name : CloneNames.in(settings.folder())) {
        SharedClone known = clones.get(name);
        Clone clone = known == null ? new Clone(settings.folder(), name, clock) : known.folder();
        if (clone.removeUnusedSince(limit)) {
          clones.remove(name);
        }
      }
    } catch (IOException e) {
      LOG.warnf("Unused clones in %s cannot be removed: %s", settings.folder(), e.getMessage());
    }
  }

  /** Closes the clones' files; the clones stay for the next start. */
  @Override
  public void close() {
    clones.values().forEach(shared -> shared.folder().close());
    clones.clear();
  }
}
