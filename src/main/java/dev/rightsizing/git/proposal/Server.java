// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.GitException;
import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.repository.GitRepository;
import dev.rightsizing.git.repository.GitRepository.Heads;
import dev.rightsizing.git.request.CodeHosts;
import dev.rightsizing.git.request.Requests;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.proposal.GitSettings;
import java.util.Optional;

/**
 * The two sides of a repository: its Git server and its code host.
 *
 * @param requests empty where only branches are pushed
 */
record Server(GitRepository repository, Optional<Requests> requests) {

  static Server open(
      GitRepositories repositories, CodeHosts hosts, GitSettings settings, Credentials credentials)
      throws GitException {
    return new Server(
        repositories.open(settings.repository(), credentials),
        hosts.requests(settings.repository(), settings.request(), credentials));
  }

  /** The newest request of a branch. */
  Fate fate(String branch) throws GitException {
    return requests.isEmpty() ? new Fate.None() : Fate.of(requests.get().find(branch));
  }

  /** The request of that number; none where it is gone. */
  Fate fate(long number) throws GitException {
    return requests.isEmpty() ? new Fate.None() : Fate.of(requests.get().get(number));
  }

  /** The name of the base branch. */
  static String base(GitSettings settings, Heads heads) throws GitException {
    String name =
        settings.branch().isEmpty() ? heads.defaultBranch().orElse("") : settings.branch();
    if (!heads.commits().containsKey(name)) {
      throw new GitException(
          Reason.GIT_BRANCH_NOT_FOUND,
          name.isEmpty()
              ? "The repository has no default branch; set spec.git.branch, or push a first commit."
              : "The repository has no branch '" + name + "'; check spec.git.branch.");
    }
    return name;
  }
}
