// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import dev.rightsizing.git.proposal.ProposalOrder;
import dev.rightsizing.git.proposal.ProposalResult;
import dev.rightsizing.git.proposal.Withdrawal;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Has every change in one request, whose state a test sets. */
final class FakeEngine implements ProposalEngine {
  private static final String URL = "https://git.example.com/shop/deploy/pulls/7";

  final List<ProposalOrder> orders = new ArrayList<>();
  final List<Withdrawal> withdrawn = new ArrayList<>();
  List<RequestProposal> requests = List.of();
  ProposalState state = ProposalState.OPEN;
  private Optional<Set<WorkloadRef>> only = Optional.empty();
  private final Clock clock;

  FakeEngine(Clock clock) {
    this.clock = clock;
  }

  /** The manifests of all others are not found. */
  void only(WorkloadRef... refs) {
    only = Optional.of(Set.of(refs));
  }

  @Override
  public ProposalResult run(ProposalOrder order) {
    orders.add(order);
    Reason reason = state == ProposalState.OPEN ? Reason.PROPOSED : Reason.CLOSED_BY_HAND;
    Map<WorkloadRef, WorkloadProposal> workloads = new TreeMap<>();
    for (ProposedChange change : order.wanted()) {
      if (only.filter(refs -> !refs.contains(change.ref())).isEmpty()) {
        workloads.put(
            change.ref(),
            new WorkloadProposal(
                state,
                Optional.of(URL),
                Optional.of(change.ref().name() + ".yaml"),
                reason,
                reason.sentence(),
                change.edits(),
                clock.instant()));
      }
    }
    Instant since =
        requests.stream()
            .filter(r -> r.state() == state)
            .map(RequestProposal::since)
            .findFirst()
            .orElse(clock.instant());
    requests =
        List.of(
            new RequestProposal(
                "",
                state,
                Optional.of(URL),
                Optional.of(7L),
                "rightsizing/p",
                Optional.of("0123456"),
                workloads.size(),
                reason,
                reason.sentence(),
                since));
    return new ProposalResult(
        state, reason, reason.sentence(), requests, workloads, Optional.empty());
  }

  @Override
  public ProposalResult withdraw(Withdrawal withdrawal) {
    withdrawn.add(withdrawal);
    return new ProposalResult(
        ProposalState.NONE, Reason.NOTHING_TO_PROPOSE, "", List.of(), Map.of(), Optional.empty());
  }
}
