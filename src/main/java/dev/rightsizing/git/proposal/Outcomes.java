// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.proposal.Branch.Keeper;
import dev.rightsizing.git.proposal.Edited.Proposed;
import dev.rightsizing.git.request.Requests.Request;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.RequestProposal;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Says of a group what became of it. Pure. */
final class Outcomes {
  /** In the order in which one stands for the group. */
  private static final List<ProposalState> ORDER =
      List.of(
          ProposalState.MERGED,
          ProposalState.CLOSED,
          ProposalState.REJECTED,
          ProposalState.BLOCKED,
          ProposalState.NONE);

  private final Group group;
  private final String branch;
  private final Situation situation;
  private final Instant now;

  Outcomes(Group group, String branch, Situation situation, Instant now) {
    this.group = group;
    this.branch = branch;
    this.situation = situation;
    this.now = now;
  }

  /**
   * After all was done.
   *
   * @param head of the branch now
   * @param request as it is now
   */
  GroupOutcome of(Optional<String> head, Optional<Request> request) {
    SortedMap<WorkloadRef, WorkloadProposal> workloads = new TreeMap<>(situation.edited().out());
    workloads.replaceAll(this::since);
    Reason open = request.isPresent() ? Reason.PROPOSED : Reason.PUSHED;
    situation.edited().proposed().forEach((r, p) -> workloads.put(r, open(r, p, open, request)));
    return new GroupOutcome(
        isGone(workloads) ? Optional.empty() : Optional.of(proposal(workloads, head, request)),
        workloads,
        Optional.empty());
  }

  /** A state that lasts keeps its beginning. */
  private WorkloadProposal since(WorkloadRef ref, WorkloadProposal p) {
    WorkloadProposal last = group.remembered().get(ref);
    boolean lasts = last != null && last.state() == p.state() && last.reason() == p.reason();
    return lasts
        ? new WorkloadProposal(
            p.state(), p.url(), p.file(), p.reason(), p.message(), p.proposed(), last.since())
        : p;
  }

  private boolean isGone(SortedMap<WorkloadRef, WorkloadProposal> workloads) {
    return group.wanted().isEmpty()
        && workloads.values().stream().allMatch(p -> p.state() == ProposalState.NONE);
  }

  private WorkloadProposal open(
      WorkloadRef ref, Proposed proposed, Reason reason, Optional<Request> request) {
    List<SizeEdit> sizes =
        proposed.candidate().change().edits().stream()
            .filter(e -> e.from().isPresent() || e.to().isPresent())
            .toList();
    return since(
        ref,
        new WorkloadProposal(
            ProposalState.OPEN,
            request.map(Request::url),
            Optional.of(proposed.placed().file()),
            reason,
            reason.sentence(),
            sizes,
            now));
  }

  private RequestProposal proposal(
      SortedMap<WorkloadRef, WorkloadProposal> workloads,
      Optional<String> head,
      Optional<Request> request) {
    int proposed = situation.edited().proposed().size();
    Optional<WorkloadProposal> first = first(workloads);
    ProposalState state =
        proposed > 0
            ? ProposalState.OPEN
            : first.map(WorkloadProposal::state).orElse(ProposalState.NONE);
    Reason reason =
        proposed > 0
            ? request.isPresent() ? Reason.PROPOSED : Reason.PUSHED
            : first.map(WorkloadProposal::reason).orElse(Reason.NOTHING_TO_PROPOSE);
    return new RequestProposal(
        group.name(),
        state,
        request.map(Request::url),
        request.map(Request::number),
        branch,
        head,
        proposed,
        reason,
        message(reason, first.filter(p -> proposed == 0), request),
        GroupOutcome.since(group.last(), state, now));
  }

  private static Optional<WorkloadProposal> first(
      SortedMap<WorkloadRef, WorkloadProposal> workloads) {
    return ORDER.stream()
        .flatMap(state -> workloads.values().stream().filter(p -> p.state() == state))
        .findFirst();
  }

  private String message(
      Reason reason, Optional<WorkloadProposal> first, Optional<Request> request) {
    StringBuilder message =
        new StringBuilder(first.map(WorkloadProposal::message).orElse(reason.sentence()));
    boolean stuck =
        situation.branch().filter(b -> b.keeper() == Keeper.PEOPLE && b.conflicts()).isPresent();
    if (stuck && first.isEmpty()) {
      message.append(
          " The base changed the same files, and the branch has commits of other people, which are"
              + " kept: merge the base into the branch.");
    }
    request.ifPresent(r -> r.remarks().forEach(remark -> message.append(' ').append(remark)));
    return message.toString();
  }
}
