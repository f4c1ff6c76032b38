// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.proposal.Edited.Proposed;
import dev.rightsizing.git.proposal.Judgement.Candidate;
import dev.rightsizing.git.proposal.Judgement.Waiting;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposalState;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.patch.manifest.ChangedFiles;
import dev.rightsizing.patch.manifest.ChangedFiles.Placed;
import dev.rightsizing.patch.manifest.FileTree.FileTreeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes a judgement's changes into the base, and lets drop out what stands there already. */
final class BaseEditing {
  private final Manifests.Edits base;
  private final Placements placements;
  private final int changePercent;
  private final Instant now;
  private final List<NotProposed> left = new ArrayList<>();
  private final SortedMap<WorkloadRef, WorkloadProposal> out = new TreeMap<>();

  BaseEditing(Manifests.Edits base, Placements placements, int changePercent, Instant now) {
    this.base = base;
    this.placements = placements;
    this.changePercent = changePercent;
    this.now = now;
  }

  Edited of(Judgement judgement) throws FileTreeException {
    left.addAll(judgement.left());
    out.putAll(judgement.out());
    List<Candidate> candidates = new ArrayList<>(judgement.candidates());
    candidates.addAll(undone(judgement.merged()));
    ChangedFiles changed = apply(candidates);
    List<Candidate> rest = candidates.stream().filter(c -> changes(c, changed)).toList();
    ChangedFiles last = rest.size() == touching(candidates, changed) ? changed : apply(rest);
    changed.left().stream().filter(l -> !left.contains(l)).forEach(left::add);
    SortedMap<WorkloadRef, Proposed> proposed = new TreeMap<>();
    for (Candidate c : rest) {
      proposed.put(c.change().ref(), new Proposed(c, last.placed().get(c.change().ref())));
      out.remove(c.change().ref());
    }
    return new Edited(proposed, last.files(), baseOf(judgement.vanished()), out, left);
  }

  private static long touching(List<Candidate> candidates, ChangedFiles changed) {
    return candidates.stream()
        .filter(c -> changed.placed().containsKey(c.change().ref()))
        .filter(c -> changed.placed().get(c.change().ref()).changed())
        .count();
  }

  private ChangedFiles apply(List<Candidate> candidates) throws FileTreeException {
    return base.apply(candidates.stream().map(c -> placements.of(c.change())).toList());
  }

  /** Whether a candidate changes the base by enough; if not, what becomes of it. */
  private boolean changes(Candidate candidate, ChangedFiles changed) {
    WorkloadRef ref = candidate.change().ref();
    Placed placed = changed.placed().get(ref);
    if (placed == null) {
      notPlaced(candidate, changed);
      return false;
    }
    if (!placed.changed()) {
      alreadyThere(candidate, placed);
      return false;
    }
    boolean near =
        candidate.last().isEmpty()
            && !placed.found().isEmpty()
            && Sizes.alreadyNear(placed.found(), changePercent);
    if (near) {
      alreadyThere(candidate, placed);
    }
    return !near;
  }

  private void notPlaced(Candidate candidate, ChangedFiles changed) {
    WorkloadRef ref = candidate.change().ref();
    Optional<NotProposed> why =
        changed.left().stream().filter(l -> l.ref().equals(ref)).findFirst();
    Reason reason = why.map(NotProposed::reason).orElse(Reason.MANIFEST_NOT_FOUND);
    out.put(
        ref,
        new WorkloadProposal(
            ProposalState.BLOCKED,
            Optional.empty(),
            why.flatMap(NotProposed::file),
            reason,
            why.map(NotProposed::message).orElse(reason.sentence()),
            List.of(),
            now));
  }

  /** What was proposed and stands in the base was merged, by whatever way. */
  private void alreadyThere(Candidate candidate, Placed placed) {
    Optional<WorkloadProposal> last = candidate.last();
    Reason reason = last.isPresent() ? Reason.MERGED : Reason.NOTHING_TO_PROPOSE;
    out.put(
        candidate.change().ref(),
        new WorkloadProposal(
            last.isPresent() ? ProposalState.MERGED : ProposalState.NONE,
            last.flatMap(WorkloadProposal::url),
            Optional.of(placed.file()),
            reason,
            placed.differs().map(d -> reason.sentence() + " " + d).orElse(reason.sentence()),
            last.isPresent() ? candidate.change().edits() : List.of(),
            now));
  }

  /** Those that were merged and are no longer in Git, so that the cluster will never have them. */
  private List<Candidate> undone(List<Waiting> merged) throws FileTreeException {
    if (merged.isEmpty()) {
      return List.of();
    }
    ChangedFiles changed =
        base.apply(
            merged.stream()
                .map(w -> placements.of(Sizes.with(w.change(), w.last().proposed(), List.of())))
                .toList());
    List<Candidate> again = new ArrayList<>();
    for (Waiting w : merged) {
      Placed placed = changed.placed().get(w.change().ref());
      if (placed == null || !placed.changed() || !w.settled()) {
        out.put(w.change().ref(), w.last());
        left.add(
            new NotProposed(
                w.change().ref(),
                Optional.empty(),
                w.last().file(),
                Reason.MERGED,
                Reason.MERGED.sentence()));
      } else if (!w.mayBeProposed()
          || Sizes.near(w.last().proposed(), w.change().edits(), changePercent)) {
        overruled(w, placed);
      } else {
        again.add(new Candidate(w.change(), Optional.empty(), false));
      }
    }
    return again;
  }

  /** Someone has set other sizes in place of those that were merged: a person's word. */
  private void overruled(Waiting w, Placed placed) {
    String message =
        "Git has other sizes than were proposed and merged; they are proposed again when the need"
            + " differs by more than "
            + changePercent
            + " % from what was proposed.";
    out.put(
        w.change().ref(),
        new WorkloadProposal(
            ProposalState.CLOSED,
            w.last().url(),
            Optional.of(placed.file()),
            Reason.CLOSED_BY_HAND,
            message,
            w.last().proposed(),
            now));
    left.add(
        new NotProposed(
            w.change().ref(),
            Optional.empty(),
            Optional.of(placed.file()),
            Reason.CLOSED_BY_HAND,
            message));
  }

  private Map<WorkloadRef, List<SizeEdit>> baseOf(SortedMap<WorkloadRef, WorkloadProposal> vanished)
      throws FileTreeException {
    if (vanished.isEmpty()) {
      return Map.of();
    }
    List<ProposedChange> asProposed =
        vanished.entrySet().stream()
            .map(e -> Placements.bare(e.getKey(), e.getValue().proposed()))
            .toList();
    ChangedFiles changed = base.apply(asProposed.stream().map(placements::of).toList());
    Map<WorkloadRef, List<SizeEdit>> back = new HashMap<>();
    changed.placed().forEach((ref, placed) -> back.put(ref, Placements.back(placed.found())));
    return back;
  }
}
