// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.proposal.Judgement.Candidate;
import dev.rightsizing.git.proposal.Judgement.Waiting;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides for each workload of a group whether it may be proposed: a merge is waited for, then a
 * person's no counts, then the approval. Pure.
 */
final class Judge {
  /** The heads that a pass sees are never older than this. */
  static final Duration HEADS_SETTLE = Duration.ofMinutes(1);

  private final ProposalOrder order;
  private final Standing.Reader standings;
  private final Instant now;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Waiting> merged = new ArrayList<>();
  private final SortedMap<WorkloadRef, WorkloadProposal> vanished = new TreeMap<>();
  private final SortedMap<WorkloadRef, WorkloadProposal> out = new TreeMap<>();
  private final List<NotProposed> left = new ArrayList<>();

  Judge(ProposalOrder order, Standing.Reader standings, Instant now) {
    this.order = order;
    this.standings = standings;
    this.now = now;
  }

  Judgement of(Group group) {
    left.addAll(group.left());
    Set<WorkloadRef> wanted = new HashSet<>();
    for (ProposedChange change : group.wanted()) {
      if (wanted.add(change.ref())) {
        Optional<WorkloadProposal> remembered =
            Optional.ofNullable(group.remembered().get(change.ref()));
        judge(change, remembered, standings.of(remembered, change.edits()));
      }
    }
    group.remembered().keySet().stream()
        .filter(ref -> !wanted.contains(ref))
        .forEach(ref -> unwanted(ref, group.remembered().get(ref)));
    return new Judgement(candidates, merged, vanished, out, left);
  }

  /** A person's no outlives a need that went away, since it may come back. */
  private void unwanted(WorkloadRef ref, WorkloadProposal remembered) {
    Standing standing = standings.of(Optional.of(remembered), List.of());
    if (standing instanceof Standing.Refused refused) {
      out.put(ref, refused.last());
      return;
    }
    if (standing instanceof Standing.Proposed proposed) {
      vanished.put(ref, proposed.last());
    }
    out.put(ref, proposal(remembered, ProposalState.NONE, Reason.NOTHING_TO_PROPOSE, List.of()));
  }

  private void judge(
      ProposedChange change, Optional<WorkloadProposal> remembered, Standing standing) {
    if (standing instanceof Standing.Merged m
        && !Sizes.caughtUp(m.last().proposed(), change.edits())) {
      boolean settled = !m.last().since().plus(HEADS_SETTLE).isAfter(now);
      boolean barred = order.rejected().contains(change.ref()) || isUnapproved(change);
      merged.add(new Waiting(change, m.last(), settled, !barred));
      return;
    }
    Optional<WorkloadProposal> refused =
        standing instanceof Standing.Refused r ? Optional.of(r.last()) : Optional.empty();
    Optional<WorkloadProposal> proposed =
        standing instanceof Standing.Proposed p ? Optional.of(p.last()) : Optional.empty();
    if (order.rejected().contains(change.ref())) {
      proposed.ifPresent(p -> vanished.put(change.ref(), p));
      List<SizeEdit> sizes = refused.map(WorkloadProposal::proposed).orElse(List.of());
      leave(change, remembered, ProposalState.REJECTED, Reason.REJECTED, sizes);
    } else if (refused.isPresent() && near(refused.get(), change)) {
      out.put(change.ref(), refused.get());
      left.add(notProposed(change.ref(), refused.get().reason(), refused.get().message()));
    } else if (isUnapproved(change)) {
      proposed.ifPresent(p -> vanished.put(change.ref(), p));
      leave(change, remembered, ProposalState.NONE, Reason.NOT_APPROVED, List.of());
    } else {
      candidates.add(candidate(change, proposed));
    }
  }

  private boolean isUnapproved(ProposedChange change) {
    return order.settings().approvalRequired() && !order.approved().contains(change.ref());
  }

  private Candidate candidate(ProposedChange change, Optional<WorkloadProposal> proposed) {
    if (proposed.isEmpty() || !near(proposed.get(), change)) {
      return new Candidate(change, proposed, false);
    }
    List<SizeEdit> kept = proposed.get().proposed();
    boolean exact = Sizes.near(kept, change.edits(), 0);
    List<String> remarks =
        exact
            ? List.of()
            : List.of(
                "The need has changed by no more than "
                    + order.changePercent()
                    + " % since this was proposed, so it stays as it was proposed.");
    return new Candidate(exact ? change : Sizes.with(change, kept, remarks), proposed, true);
  }

  private boolean near(WorkloadProposal last, ProposedChange change) {
    return Sizes.near(last.proposed(), change.edits(), order.changePercent());
  }

  private void leave(
      ProposedChange change,
      Optional<WorkloadProposal> remembered,
      ProposalState state,
      Reason reason,
      List<SizeEdit> sizes) {
    left.add(notProposed(change.ref(), reason, reason.sentence()));
    out.put(
        change.ref(),
        remembered
            .map(r -> proposal(r, state, reason, sizes))
            .orElseGet(() -> proposal(state, reason, Optional.empty(), sizes, now)));
  }

  private WorkloadProposal proposal(
      WorkloadProposal last, ProposalState state, Reason reason, List<SizeEdit> sizes) {
    boolean same = last.state() == state && last.reason() == reason;
    return proposal(state, reason, last.file(), sizes, same ? last.since() : now);
  }

  private static WorkloadProposal proposal(
      ProposalState state,
      Reason reason,
      Optional<String> file,
      List<SizeEdit> sizes,
      Instant since) {
    return new WorkloadProposal(
        state, Optional.empty(), file, reason, reason.sentence(), sizes, since);
  }

  private static NotProposed notProposed(WorkloadRef ref, Reason reason, String message) {
    return new NotProposed(ref, Optional.empty(), Optional.empty(), reason, message);
  }
}
