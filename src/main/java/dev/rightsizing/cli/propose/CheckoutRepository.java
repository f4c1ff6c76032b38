// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.repository.GitRepository;
import dev.rightsizing.patch.manifest.FileTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A folder as a repository with one commit, that of the files as they are now; nothing can be
 * written to it.
 */
public record CheckoutRepository(FileTree folder) implements GitRepositories, GitRepository {
  private static final String BRANCH = "checkout";

  @Override
  public GitRepository open(String url, Credentials credentials) {
    return this;
  }

  @Override
  public void clean() {
    // There is no clone.
  }

  @Override
  public String url() {
    return "";
  }

  @Override
  public Heads heads(Duration notOlder) {
    return new Heads(Optional.of(BRANCH), Map.of(BRANCH, BRANCH));
  }

  @Override
  public void fetch(Map<String, String> branches) {
    // All is here.
  }

  @Override
  public FileTree files(String commit) {
    return folder;
  }

  @Override
  public List<CommitInfo> commitsSince(String base, String tip, int limit) {
    return List.of();
  }

  @Override
  public boolean isAncestor(String ancestor, String descendant) {
    return ancestor.equals(descendant);
  }

  @Override
  public Optional<String> mergeBase(String one, String other) {
    return Optional.of(BRANCH);
  }

  @Override
  public String commit(CommitDraft draft) {
    throw readOnly();
  }

  @Override
  public void push(
      String commit,
      String branch,
      Optional<String> expected,
      boolean force,
      List<String> options) {
    throw readOnly();
  }

  @Override
  public void deleteBranch(String branch, String expected) {
    throw readOnly();
  }

  @Override
  public String diff(String from, String to) {
    return "";
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("a preview writes nothing");
  }
}
