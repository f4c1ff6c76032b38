// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a pass ended.
 *
 * @param state of the policy's proposals together: Blocked where any is, else Open, and so on
 * @param message one sentence for people
 * @param requests those that are or were, one each group; a group that is gone is gone here too
 * @param workloads of all that were looked at
 * @param retryAfter when a code host wants to be asked again at the soonest; empty: as usual
 */
public record ProposalResult(
    ProposalState state,
    Reason reason,
    String message,
    List<RequestProposal> requests,
    Map<WorkloadRef, WorkloadProposal> workloads,
    Optional<Duration> retryAfter) {
  public ProposalResult {
    requests = List.copyOf(requests);
    workloads = Map.copyOf(workloads);
  }
}
