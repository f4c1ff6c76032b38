// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All that one pass for one policy needs.
 *
 * @param uid of the policy object
 * @param wanted what the Recommendations ask for, also of those that people rejected or have not
 *     approved
 * @param rejected workloads whose decision is Rejected
 * @param approved workloads whose decision is Approved
 * @param left what could not become a change, such as for low confidence
 * @param changePercent smaller differences are no news
 * @param remembered what the Recommendations say of earlier passes
 * @param requests what the policy says of earlier passes
 * @param dryRun asks the API server whether it would take a change; may be slow
 * @param page of the operator, for links
 */
public record ProposalOrder(
    PolicyRef policy,
    String uid,
    GitSettings settings,
    Credentials credentials,
    List<ProposedChange> wanted,
    Set<WorkloadRef> rejected,
    Set<WorkloadRef> approved,
    List<NotProposed> left,
    int changePercent,
    Map<WorkloadRef, WorkloadProposal> remembered,
    List<RequestProposal> requests,
    Function<ProposedChange, DryRun> dryRun,
    Optional<URI> page) {

  public ProposalOrder {
    wanted = List.copyOf(wanted);
    rejected = Set.copyOf(rejected);
    approved = Set.copyOf(approved);
    left = List.copyOf(left);
    remembered = Map.copyOf(remembered);
    requests = List.copyOf(requests);
  }
}
