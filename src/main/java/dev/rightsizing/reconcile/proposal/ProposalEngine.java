// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.git.proposal.Withdrawal;

/** What a cycle asks of the room {@code git}; nothing of it is loaded before the first call. */
public interface ProposalEngine {

  /** Brings branches and requests to what the order asks for. */
  ProposalResult run(ProposalOrder order);

  /** Takes back what a policy has proposed. */
  ProposalResult withdraw(Withdrawal withdrawal);
}
