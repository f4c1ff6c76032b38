// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.propose;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.recommend.ProposalGatherer.Gathered;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What Recommendations want, as the order that the operator's pass would get. */
record Intent(GitSettings settings, Gathered gathered) {

  /**
   * The order.
   *
   * @param uid of the policy; empty without one
   * @param requests what the policy says of earlier passes
   */
  ProposalOrder order(
      PolicyRef policy,
      String uid,
      Credentials credentials,
      int changePercent,
      List<RequestProposal> requests,
      Function<ProposedChange, DryRun> dryRun) {
    return new ProposalOrder(
        policy,
        uid,
        settings,
        credentials,
        gathered.wanted(),
        gathered.rejected(),
        gathered.approved(),
        gathered.left(),
        changePercent,
        gathered.remembered(),
        requests,
        dryRun,
        Optional.empty());
  }
}
