// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts the outcomes of a policy's groups together. */
final class Results {
  /** In the order in which one stands for the policy. */
  private static final List<ProposalState> ORDER =
      List.of(
          ProposalState.BLOCKED,
          ProposalState.OPEN,
          ProposalState.MERGED,
          ProposalState.CLOSED,
          ProposalState.REJECTED,
          ProposalState.NONE);

  private Results() {}

  static ProposalResult of(List<GroupOutcome> outcomes) {
    List<RequestProposal> requests = new ArrayList<>();
    Map<WorkloadRef, WorkloadProposal> workloads = new TreeMap<>();
    outcomes.forEach(o -> o.request().ifPresent(requests::add));
    outcomes.forEach(o -> workloads.putAll(o.workloads()));
    Optional<Duration> retryAfter =
        outcomes.stream()
            .flatMap(o -> o.retryAfter().stream())
            .reduce((one, other) -> one.compareTo(other) > 0 ? one : other);
    Optional<RequestProposal> first = first(requests);
    return new ProposalResult(
        first.map(RequestProposal::state).orElse(ProposalState.NONE),
        first.map(RequestProposal::reason).orElse(Reason.NOTHING_TO_PROPOSE),
        first.map(RequestProposal::message).orElse(Reason.NOTHING_TO_PROPOSE.sentence()),
        requests,
        workloads,
        retryAfter);
  }

  private static Optional<RequestProposal> first(List<RequestProposal> requests) {
    return ORDER.stream()
        .flatMap(state -> Stream.of(requests).flatMap(List::stream).filter(r -> r.state() == state))
        .findFirst();
  }
}
