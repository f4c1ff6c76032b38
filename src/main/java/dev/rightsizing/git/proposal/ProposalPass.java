// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.repository.GitRepositories;
import dev.rightsizing.git.request.CodeHosts;
import java.time.Clock;

/** One pass of one policy over its requests. Safe for use by several threads. */
public final class ProposalPass {
  /** With this label on a request, a reviewer rejects all that is in it. */
  public static final String REJECT_LABEL = "rightsizing/reject";

  public ProposalPass(
      GitRepositories repositories, CodeHosts hosts, Manifests manifests, Clock clock) {}

  /**
   * Brings branches and requests to what the order asks for; never throws for a fault of theirs.
   */
  public ProposalResult run(ProposalOrder order) {
    throw new UnsupportedOperationException();
  }

  /** Closes the open requests of a policy and deletes its branches that hold no one else's work. */
  public ProposalResult withdraw(Withdrawal withdrawal) {
    throw new UnsupportedOperationException();
  }
}
