// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.repository.GitRepository.CommitInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/**
 * Questions about the history of a clone that may be shallow.
 *
 * @param <T> of the answer
 */
interface History<T> {

  /**
   * What a clone says.
   *
   * @param certain whether more history could not change it
   */
  record Found<T>(T answer, boolean certain) {}

  /** Asks; is asked again when the clone has more history. */
  Found<T> ask(Repository repository) throws IOException;

  /** Commits of {@code tip} that {@code base} has not. */
  static History<List<CommitInfo>> since(String base, String tip, int limit) {
    return repository -> {
      Set<ObjectId> shallow = repository.getObjectDatabase().getShallowCommits();
      try (RevWalk walk = new RevWalk(repository)) {
        walk.markStart(walk.parseCommit(ObjectId.fromString(tip)));
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
        List<CommitInfo> commits = new ArrayList<>();
        boolean open = false;
        for (RevCommit c = walk.next(); c != null && commits.size() < limit; c = walk.next()) {
          commits.add(info(walk, c));
          // Where the known history ends before it meets the base's, the base may have them after
          // all.
          open |= !shallow.isEmpty() && c.getParentCount() == 0;
        }
        return new Found<>(commits, !open);
      }
    };
  }

  /** Whether a commit is another's ancestor, or the same. */
  static History<Boolean> ancestor(String ancestor, String descendant) {
    return repository -> {
      Set<ObjectId> shallow = repository.getObjectDatabase().getShallowCommits();
      try (RevWalk walk = new RevWalk(repository)) {
        RevCommit old = walk.parseCommit(ObjectId.fromString(ancestor));
        RevCommit young = walk.parseCommit(ObjectId.fromString(descendant));
        boolean is = walk.isMergedInto(old, young);
        return new Found<>(is, is || shallow.isEmpty() || allOlder(walk, shallow, old));
      }
    };
  }

  /** The best common ancestor. */
  static History<Optional<String>> mergeBase(String one, String other) {
    return repository -> {
      Set<ObjectId> shallow = repository.getObjectDatabase().getShallowCommits();
      try (RevWalk walk = new RevWalk(repository)) {
        walk.setRevFilter(RevFilter.MERGE_BASE);
        walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
        walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
        Optional<String> base = Optional.ofNullable(walk.next()).map(RevCommit::name);
        return new Found<>(base, base.isPresent() || shallow.isEmpty());
      }
    };
  }

  /** Whether the known history ends before a commit was made, so that it would be in it. */
  private static boolean allOlder(RevWalk walk, Set<ObjectId> shallow, RevCommit commit)
      throws IOException {
    // Clocks of committers differ by less than a day.
    int safely = commit.getCommitTime() - 86_400;
    for (ObjectId end : shallow) {
      if (walk.parseCommit(end).getCommitTime() > safely) {
        return false;
      }
    }
    return true;
  }

  private static CommitInfo info(RevWalk walk, RevCommit commit) throws IOException {
    walk.parseBody(commit);
    return new CommitInfo(
        commit.name(),
        commit.getAuthorIdent().getEmailAddress(),
        commit.getCommitterIdent().getEmailAddress(),
        Instant.ofEpochSecond(commit.getCommitTime()),
        commit.getFullMessage());
  }
}
