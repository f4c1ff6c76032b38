// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.patch.manifest.FileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** One policy's view of a shared clone. */
final class JGitRepository implements GitRepository {
  /** Enough for the commits of a branch of ours, and for what the base got meanwhile. */
  private static final int DEPTH = 20;

  /** How far history is fetched where a question needs it; further is not worth its bytes. */
  private static final int[] DEEPER = {200, 2000};

  /** Each fetch leaves a pack; a new clone with this many less is quicker to read. */
  private static final int MOST_PACKS = 50;

  /** How long a listing proves that the credentials may read. */
  private static final Duration PROOF = Duration.ofMinutes(10);

  private final Identity identity;
  private final SharedClone shared;
  private final HeadsCache heads;
  private final Fetcher fetcher;
  private final Pusher pusher;

  JGitRepository(
      Identity identity, SharedClone shared, HeadsCache heads, Fetcher fetcher, Pusher pusher) {
    this.identity = identity;
    this.shared = shared;
    this.heads = heads;
    this.fetcher = fetcher;
    this.pusher = pusher;
  }

  @Override
  public String url() {
    return identity.url().plain();
  }

  @Override
  public Heads heads(Duration notOlder) throws GitException {
    Heads answer = heads.get(identity, notOlder, () -> fetcher.heads(identity));
    try {
      shared.folder().used();
    } catch (IOException e) {
      throw storage(e);
    }
    return answer;
  }

  @Override
  public void fetch(Map<String, String> branches) throws GitException {
    for (String branch : branches.keySet()) {
      Pusher.checkName(branch);
    }
    heads(PROOF);
    shared.wanted().putAll(branches);
    try {
      if (shared.folder().read(r -> missing(r, branches).isEmpty()).orElse(false)) {
        return;
      }
      shared
          .folder()
          .change(
              repository -> {
                Set<String> missing = missing(repository, branches);
                if (missing.isEmpty()) {
                  return true;
                }
                if (CloneNames.packs(repository.getDirectory().toPath()) >= MOST_PACKS) {
                  return false;
                }
                return fetched(repository, missing, branches);
              },
              this::fill);
      if (!shared.folder().read(r -> missing(r, branches).isEmpty()).orElse(false)) {
        heads.doubt(identity);
        throw new GitException(
            Reason.BRANCH_MOVED,
            "branches of " + url() + " moved while they were fetched; the next pass looks again");
      }
    } catch (IOException | RuntimeException e) {
      throw storage(e);
    }
  }

  /** False when what is here cannot be built upon, so that a new clone is needed. */
  private boolean fetched(Repository repository, Set<String> missing, Map<String, String> branches)
      throws IOException, GitException {
    try {
      fetcher.fetch(identity, repository, missing, DEPTH);
    } catch (GitException e) {
      if (Failures.isCorrupt(e)) {
        return false;
      }
      throw e;
    }
    for (String branch : missing(repository, branches)) {
      ObjectId here = repository.resolve(CloneNames.ref(branch));
      if (here != null && here.name().equals(branches.get(branch))) {
        return false;
      }
    }
    return true;
  }

  private static Set<String> missing(Repository repository, Map<String, String> branches) {
    Set<String> missing = new HashSet<>();
    branches.forEach(
        (branch, commit) -> {
          if (!SharedClone.has(repository, commit)) {
            missing.add(branch);
          }
        });
    return missing;
  }

  /** A new clone: all branches that are wanted, as far as the server has them. */
  private void fill(Repository repository) throws GitException {
    Map<String, String> there = heads(PROOF).commits();
    Set<String> branches = new HashSet<>(shared.wanted().keySet());
    branches.retainAll(there.keySet());
    shared.wanted().keySet().retainAll(branches);
    if (branches.isEmpty()) {
      throw new GitException(
          Reason.GIT_BRANCH_NOT_FOUND, url() + " has none of the branches that are wanted");
    }
    fetcher.fetch(identity, repository, branches, DEPTH);
  }

  @Override
  public FileTree files(String commit) throws GitException {
    return reading(repository -> shared.files(repository, commit));
  }

  @Override
  public List<CommitInfo> commitsSince(String base, String tip, int limit) throws GitException {
    return asking(History.since(base, tip, limit));
  }

  @Override
  public boolean isAncestor(String ancestor, String descendant) throws GitException {
    return asking(History.ancestor(ancestor, descendant));
  }

  @Override
  public Optional<String> mergeBase(String one, String other) throws GitException {
    return asking(History.mergeBase(one, other));
  }

  /** Fetches more history until an answer is certain, or there is no more worth fetching. */
  private <T> T asking(History<T> question) throws GitException {
    History.Found<T> found = reading(question::ask);
    for (int depth : DEEPER) {
      if (found.certain()) {
        break;
      }
      deepen(depth);
      found = reading(question::ask);
    }
    return found.answer();
  }

  private void deepen(int depth) throws GitException {
    Set<String> branches = new HashSet<>(shared.wanted().keySet());
    branches.retainAll(heads(PROOF).commits().keySet());
    if (branches.isEmpty()) {
      return;
    }
    try {
      shared
          .folder()
          .change(
              repository -> {
                fetcher.fetch(identity, repository, branches, depth);
                return true;
              },
              this::fill);
    } catch (IOException | RuntimeException e) {
      throw storage(e);
    }
  }

  @Override
  public String commit(CommitDraft draft) throws GitException {
    return reading(repository -> new CommitWriter(repository).write(draft).name());
  }

  @Override
  public void push(
      String commit, String branch, Optional<String> expected, boolean force, List<String> options)
      throws GitException {
    change(Optional.of(commit), branch, expected, force, options);
  }

  @Override
  public void deleteBranch(String branch, String expected) throws GitException {
    change(Optional.empty(), branch, Optional.of(expected), true, List.of());
  }

  private void change(
      Optional<String> commit,
      String branch,
      Optional<String> expected,
      boolean force,
      List<String> options)
      throws GitException {
    try {
      reading(
          repository -> {
            pusher.push(identity, repository, commit, branch, expected, force, options);
            return true;
          });
      heads.moved(identity, branch, commit);
    } catch (GitException e) {
      // The server may have done it before the connection broke.
      heads.doubt(identity);
      throw e;
    }
  }

  @Override
  public String diff(String from, String to) throws GitException {
    return reading(
        repository -> {
          ByteArrayOutputStream text = new ByteArrayOutputStream();
          try (RevWalk walk = new RevWalk(repository);
              DiffFormatter formatter = new DiffFormatter(text)) {
            formatter.setRepository(repository);
            formatter.format(
                walk.parseCommit(ObjectId.fromString(from)).getTree(),
                walk.parseCommit(ObjectId.fromString(to)).getTree());
          }
          return text.toString(StandardCharsets.UTF_8);
        });
  }

  /** Reads from the clone once the server has shown that these credentials may. */
  private <T> T reading(Clone.Work<T> work) throws GitException {
    heads(PROOF);
    try {
      return shared.folder().read(work).orElseThrow(this::notHere);
    } catch (IOException | RuntimeException e) {
      Optional<GitException> disk = Failures.storage(e);
      if (disk.isPresent()) {
        throw disk.get();
      }
      return readingAnew(work);
    }
  }

  /** A clone that cannot be read is made anew, once. */
  private <T> T readingAnew(Clone.Work<T> work) throws GitException {
    try {
      shared.renew(this::fill);
      return shared.folder().read(work).orElseThrow(this::notHere);
    } catch (IOException | RuntimeException e) {
      throw Failures.storage(e).orElseGet(this::notHere);
    }
  }

  private GitException notHere() {
    heads.doubt(identity);
    return new GitException(
        Reason.BRANCH_MOVED,
        "a commit of " + url() + " is not in the clone any more; the next pass fetches it again");
  }

  private static GitException storage(Exception fault) {
    return Failures.storage(fault)
        .orElseGet(
            () ->
                new GitException(
                    Reason.GIT_STORAGE_FAILED,
                    "the clone cannot be used: "
                        + fault.getMessage()
                        + "; the next pass tries again",
                    fault));
  }
}
