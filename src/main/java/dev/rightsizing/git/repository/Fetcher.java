// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/**
 * Reads from servers: lists branches, and fetches the last commits of some of them.
 *
 * <p>Files over the limit stay on the server where it can leave them out. Leaving out all files and
 * fetching those that are wanted later is not done: JGit knows no promised objects, so it would
 * take such a clone for a corrupt one, and an index of the manifests needs nearly all files anyway.
 */
final class Fetcher {
  private static final String HEADS = "refs/heads/";

  private final Wire wire;
  private final GitStorageSettings settings;

  Fetcher(Wire wire, GitStorageSettings settings) {
    this.wire = wire;
    this.settings = settings;
  }

  /** Lists branches, without a clone. */
  GitRepository.Heads heads(Identity identity) throws GitException {
    return wire.with(
        identity,
        Optional.empty(),
        (transport, deadline) -> {
          List<RefSpec> all = List.of(new RefSpec("refs/heads/*:refs/heads/*"));
          try (FetchConnection connection = transport.openFetch(all, "HEAD")) {
            Map<String, String> commits = new HashMap<>();
            for (Ref ref : connection.getRefs()) {
              if (ref.getName().startsWith(HEADS) && ref.getObjectId() != null) {
                commits.put(ref.getName().substring(HEADS.length()), ref.getObjectId().name());
              }
            }
            Optional<String> main =
                Optional.ofNullable(connection.getRef("HEAD"))
                    .filter(Ref::isSymbolic)
                    .map(head -> head.getTarget().getName())
                    .filter(name -> name.startsWith(HEADS))
                    .map(name -> name.substring(HEADS.length()));
            return new GitRepository.Heads(main.filter(commits::containsKey), commits);
          }
        });
  }

  /**
   * Fetches branches into a clone, each into its {@link CloneNames#ref ref}.
   *
   * @param depth commits of each
   */
  void fetch(Identity identity, Repository local, Collection<String> branches, int depth)
      throws GitException {
    Abilities abilities = new Abilities();
    while (true) {
      try {
        wire.with(
            identity,
            Optional.of(local),
            (transport, deadline) -> {
              fetch(transport, deadline, local, branches, depth, abilities);
              return true;
            });
        return;
      } catch (GitException e) {
        if (!abilities.learned) {
          throw e;
        }
        abilities.learned = false;
      }
    }
  }

  /** What a server can; old ones cannot all. */
  private static final class Abilities {
    private boolean filters = true;
    private boolean shallow = true;
    private boolean learned;

    void learn(Exception fault) {
      String words = String.valueOf(fault.getMessage());
      if (filters && words.contains(JGitText.get().filterRequiresCapability)) {
        filters = false;
        learned = true;
      } else if (shallow && words.contains(JGitText.get().shallowNotSupported)) {
        shallow = false;
        learned = true;
      }
    }
  }

  private void fetch(
      Transport transport,
      HttpWire.Deadline deadline,
      Repository local,
      Collection<String> branches,
      int depth,
      Abilities abilities)
      throws IOException, GitException {
    List<RefSpec> specs = new ArrayList<>();
    for (String branch : branches) {
      specs.add(new RefSpec("+" + HEADS + branch + ":" + CloneNames.ref(branch)));
    }
    transport.setTagOpt(TagOpt.NO_TAGS);
    // A thin pack may build on a file that was left out before.
    transport.setFetchThin(false);
    if (abilities.shallow) {
      transport.setDepth(depth);
    }
    if (abilities.filters) {
      transport.setFilterSpec(
          FilterSpec.fromFilterLine("blob:limit=" + (settings.maxFileBytes() + 1)));
    }
    Limits limits = new Limits(deadline, local.getDirectory().toPath(), settings.maxCloneBytes());
    try {
      transport.fetch(limits, specs);
    } catch (IOException | RuntimeException e) {
      limits.check();
      abilities.learn(e);
      throw e;
    }
    limits.check();
  }

  /** Ends a fetch that takes too long, or brings too much. */
  private static final class Limits extends EmptyProgressMonitor {
    private static final long LOOK_EVERY_NANOS = 500_000_000L;

    private final HttpWire.Deadline deadline;
    private final Path dir;
    private final long maxBytes;
    private long looked = System.nanoTime();
    private boolean tooLarge;

    Limits(HttpWire.Deadline deadline, Path dir, long maxBytes) {
      this.deadline = deadline;
      this.dir = dir;
      this.maxBytes = maxBytes;
    }

    @Override
    public boolean isCancelled() {
      if (System.nanoTime() - looked > LOOK_EVERY_NANOS) {
        looked = System.nanoTime();
        tooLarge |= CloneNames.bytes(dir) > maxBytes;
      }
      return tooLarge || deadline.passed();
    }

    void check() throws IOException, GitException {
      tooLarge |= CloneNames.bytes(dir) > maxBytes;
      if (tooLarge) {
        throw new GitException(
            Reason.GIT_STORAGE_FAILED,
            "the clone takes more than "
                + maxBytes
                + " bytes; raise the limit of clones, or propose to a smaller repository");
      }
      deadline.check();
    }
  }
}
