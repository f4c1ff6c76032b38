// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.repository.GitRepository;
import dev.rightsizing.patch.manifest.FileTree;
import dev.rightsizing.telemetry.ProposalMetrics;
import dev.rightsizing.telemetry.ProposalMetrics.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Repositories to which nothing is written while writes are stopped, and whose calls count. */
public final class GuardedRepositories implements GitRepositories {
  private final GitRepositories repositories;
  private final GuardedCalls calls;

  public GuardedRepositories(GitRepositories repositories, GitStop stop, ProposalMetrics metrics) {
    this.repositories = repositories;
    this.calls = new GuardedCalls(stop, metrics);
  }

  @Override
  public GitRepository open(String url, Credentials credentials) throws GitException {
    return new Guarded(repositories.open(url, credentials), calls);
  }

  @Override
  public void clean() {
    repositories.clean();
  }

  private record Guarded(GitRepository repository, GuardedCalls calls) implements GitRepository {

    @Override
    public String url() {
      return repository.url();
    }

    @Override
    public Heads heads(Duration notOlder) throws GitException {
      return calls.read(Operation.HEADS, () -> repository.heads(notOlder));
    }

    @Override
    public void fetch(Map<String, String> branches) throws GitException {
      calls.read(
          Operation.FETCH,
          () -> {
            repository.fetch(branches);
            return true;
          });
    }

    @Override
    public FileTree files(String commit) throws GitException {
      return repository.files(commit);
    }

    @Override
    public List<CommitInfo> commitsSince(String base, String tip, int limit) throws GitException {
      return repository.commitsSince(base, tip, limit);
    }

    @Override
    public boolean isAncestor(String ancestor, String descendant) throws GitException {
      return repository.isAncestor(ancestor, descendant);
    }

    @Override
    public Optional<String> mergeBase(String one, String other) throws GitException {
      return repository.mergeBase(one, other);
    }

    @Override
    public String commit(CommitDraft draft) throws GitException {
      return repository.commit(draft);
    }

    @Override
    public void push(
        String commit,
        String branch,
        Optional<String> expected,
        boolean force,
        List<String> options)
        throws GitException {
      calls.act(Operation.PUSH, () -> repository.push(commit, branch, expected, force, options));
    }

    @Override
    public void deleteBranch(String branch, String expected) throws GitException {
      calls.act(Operation.DELETE_BRANCH, () -> repository.deleteBranch(branch, expected));
    }

    @Override
    public String diff(String from, String to) throws GitException {
      return repository.diff(from, to);
    }
  }
}
