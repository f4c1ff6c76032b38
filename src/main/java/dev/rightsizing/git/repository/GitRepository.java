// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.repository;

import dev.rightsizing.git.GitException;
import dev.rightsizing.patch.manifest.FileTree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A repository as one policy's credentials see it. Safe for use by several threads. */
public interface GitRepository {

  /** The URL without credentials, as it may be shown. */
  String url();

  /**
   * Branches and their commits as the server has them: one small request, without a clone.
   *
   * @param notOlder how old an answer may be that another policy has got with the same credentials;
   *     branches that were pushed or deleted through this process since are as they were left
   */
  Heads heads(Duration notOlder) throws GitException;

  /**
   * Branches of a server.
   *
   * @param defaultBranch empty where the server does not say, as in an empty repository
   * @param commits by the branch's short name
   */
  record Heads(Optional<String> defaultBranch, Map<String, String> commits) {
    public Heads {
      commits = Map.copyOf(commits);
    }
  }

  /**
   * Has the named commits here; what is here already is not fetched again. Clones when there is no
   * clone yet.
   */
  void fetch(Map<String, String> branches) throws GitException;

  /** The files at a commit that is here. */
  FileTree files(String commit) throws GitException;

  /**
   * Commits that {@code tip} has and {@code base} has not, the newest first; at most {@code limit}.
   */
  List<CommitInfo> commitsSince(String base, String tip, int limit) throws GitException;

  /** Whether a commit that is here is an ancestor of another, or the same. */
  boolean isAncestor(String ancestor, String descendant) throws GitException;

  /**
   * The best common ancestor of two commits that are here; empty where their histories have none,
   * as after the base was replaced, or where a shallow clone does not reach it.
   */
  Optional<String> mergeBase(String one, String other) throws GitException;

  /**
   * A commit as others made it.
   *
   * @param message whole
   */
  record CommitInfo(
      String id, String authorEmail, String committerEmail, Instant time, String message) {}

  /**
   * Makes a commit in the clone. The same draft at the same time gives the same commit.
   *
   * @return its id
   */
  String commit(CommitDraft draft) throws GitException;

  /**
   * A commit to make.
   *
   * @param parent its only parent
   * @param files new content by path; modes of files that are there stay as they are
   * @param signing key in OpenPGP armour or as an OpenSSH private key; empty: unsigned
   */
  record CommitDraft(
      String parent,
      SortedMap<String, byte[]> files,
      String message,
      Person author,
      Instant time,
      Optional<Signing> signing) {}

  /** Author and committer. */
  record Person(String name, String email) {}

  /** A key to sign with, and its passphrase. */
  record Signing(byte[] key, Optional<String> passphrase) {
    public Signing {
      key = key.clone();
    }

    @Override
    public byte[] key() {
      return key.clone();
    }

    @Override
    public String toString() {
      return "Signing[]";
    }
  }

  /**
   * Moves or creates a branch on the server, only while it is where it is expected to be.
   *
   * @param expected the commit that the branch must have on the server; empty: it must not exist
   * @param force whether the new commit need not descend from {@code expected}
   * @param options push options, such as {@code merge_request.create}
   * @throws GitException with the reason that the server gave: protected, hook, signature, moved
   */
  void push(
      String commit, String branch, Optional<String> expected, boolean force, List<String> options)
      throws GitException;

  /** Deletes a branch on the server, only while it is at that commit. */
  void deleteBranch(String branch, String expected) throws GitException;

  /** The change of files between two commits as a unified diff, as {@code git diff} prints it. */
  String diff(String from, String to) throws GitException;
}
