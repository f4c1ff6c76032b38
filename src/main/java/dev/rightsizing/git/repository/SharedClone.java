// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rightsizing.git.GitException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** A clone with what all policies that use it share: wanted branches, lists of files. */
final class SharedClone {
  private final Clone clone;
  private final GitStorageSettings settings;
  private final Map<String, String> wanted = new ConcurrentHashMap<>();
  private final Cache<Key, CommitFiles> files = Caffeine.newBuilder().maximumSize(3).build();

  SharedClone(Clone clone, GitStorageSettings settings) {
    this.clone = clone;
    this.settings = settings;
  }

  /** Of a clone that was made anew nothing holds. */
  private record Key(Repository repository, String commit) {}

  Clone folder() {
    return clone;
  }

  /** Branches that were asked for, which a new clone has again. */
  Map<String, String> wanted() {
    return wanted;
  }

  /** The files of a commit; their list is made once for all policies. */
  CommitFiles files(Repository repository, String commit) throws IOException {
    Key key = new Key(repository, commit);
    CommitFiles known = files.getIfPresent(key);
    if (known == null) {
      try (RevWalk walk = new RevWalk(repository)) {
        RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit));
        known = CommitFiles.of(repository, parsed.getTree(), settings.maxFileBytes());
      }
      files.put(key, known);
    }
    return known;
  }

  /** Whether a commit is here with its files. */
  static boolean has(Repository repository, String commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit));
      return repository.getObjectDatabase().has(parsed.getTree());
    } catch (IOException e) {
      // Missing or unreadable: fetched again either way.
      return false;
    }
  }

  /** Throws the clone away and makes a new one. */
  void renew(Clone.Filling filling) throws IOException, GitException {
    clone.change(repository -> false, filling);
  }
}
