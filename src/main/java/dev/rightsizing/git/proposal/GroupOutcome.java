// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.GitException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a pass ended for one group.
 *
 * @param request empty: the group is gone, and so is its request
 * @param retryAfter when to come back sooner or later than usual
 */
record GroupOutcome(
    Optional<RequestProposal> request,
    Map<WorkloadRef, WorkloadProposal> workloads,
    Optional<Duration> retryAfter) {

  /** After this a pass that lost a race looks again. */
  private static final Duration LOST_RACE = Duration.ofSeconds(30);

  GroupOutcome {
    workloads = Map.copyOf(workloads);
  }

  /**
   * A group that cannot go on. What is remembered of its workloads stays, so that a person's no and
   * a merge outlive an outage; to have lost a race is no fault that people need to hear of.
   */
  static GroupOutcome failed(Group group, String branch, GitException fault, Instant now) {
    boolean race = fault.reason() == Reason.BRANCH_MOVED;
    ProposalState state =
        race
            ? group.last().map(RequestProposal::state).orElse(ProposalState.NONE)
            : ProposalState.BLOCKED;
    SortedMap<WorkloadRef, WorkloadProposal> workloads = new TreeMap<>(group.remembered());
    for (ProposedChange change : group.wanted()) {
      workloads.computeIfAbsent(
          change.ref(),
          r -> blocked(fault, race ? ProposalState.NONE : ProposalState.BLOCKED, now));
    }
    RequestProposal request =
        new RequestProposal(
            group.name(),
            state,
            group.last().flatMap(RequestProposal::url),
            group.last().flatMap(RequestProposal::number),
            branch,
            group.last().flatMap(RequestProposal::commit),
            group.last().map(RequestProposal::workloads).orElse(0),
            fault.reason(),
            fault.getMessage(),
            since(group.last(), state, now));
    return new GroupOutcome(
        Optional.of(request), workloads, race ? Optional.of(LOST_RACE) : fault.retryAfter());
  }

  private static WorkloadProposal blocked(GitException fault, ProposalState state, Instant now) {
    return new WorkloadProposal(
        state,
        Optional.empty(),
        Optional.empty(),
        fault.reason(),
        fault.getMessage(),
        List.of(),
        now);
  }

  /** A state's beginning is kept while it lasts. */
  static Instant since(Optional<RequestProposal> last, ProposalState state, Instant now) {
    return last.filter(r -> r.state() == state).map(RequestProposal::since).orElse(now);
  }
}
