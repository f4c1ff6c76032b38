// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalPass;
import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.git.proposal.Withdrawal;
import dev.rightsizing.reconcile.proposal.ProposalEngine;
import java.util.function.Supplier;

/** Makes the pass when it is first needed, so that who does not propose loads nothing of Git. */
final class LazyEngine implements ProposalEngine {
  private final Supplier<ProposalPass> maker;
  private ProposalPass made;

  LazyEngine(Supplier<ProposalPass> maker) {
    this.maker = maker;
  }

  @Override
  public ProposalResult run(ProposalOrder order) {
    return pass().run(order);
  }

  @Override
  public ProposalResult withdraw(Withdrawal withdrawal) {
    return pass().withdraw(withdrawal);
  }

  private synchronized ProposalPass pass() {
    if (made == null) {
      made = maker.get();
    }
    return made;
  }
}
