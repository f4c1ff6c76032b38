// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import dev.rightsizing.model.proposal.WorkloadProposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be proposed of a group, as far as that can be known without its files.
 *
 * @param candidates to be proposed where the files do not say so already
 * @param merged whose request was merged and the cluster has not caught up
 * @param vanished that are in the open request and shall not be any more, as they were proposed
 * @param out what becomes of the others
 * @param left the others for the reviewer
 */
record Judgement(
    List<Candidate> candidates,
    List<Waiting> merged,
    SortedMap<WorkloadRef, WorkloadProposal> vanished,
    SortedMap<WorkloadRef, WorkloadProposal> out,
    List<NotProposed> left) {

  Judgement {
    candidates = List.copyOf(candidates);
    merged = List.copyOf(merged);
    vanished = new TreeMap<>(vanished);
    out = new TreeMap<>(out);
    left = List.copyOf(left);
  }

  /**
   * A change to propose.
   *
   * @param last that stands in the open request; empty: it is new there
   * @param kept whether its need is still so near to what is proposed that this stays
   */
  record Candidate(ProposedChange change, Optional<WorkloadProposal> last, boolean kept) {}

  /**
   * A change that was merged, and what the workload wants meanwhile.
   *
   * @param settled whether the merge was seen so long ago that the base, whose head may be a little
   *     old, must show it
   * @param mayBeProposed whether no decision of a person stands against the change
   */
  record Waiting(
      ProposedChange change, WorkloadProposal last, boolean settled, boolean mayBeProposed) {}

  boolean hasNothing() {
    return candidates.isEmpty() && merged.isEmpty() && out.isEmpty() && vanished.isEmpty();
  }

  /** All of it that would be news, as texts: sizes and reasons, not figures and sentences. */
  List<String> parts() {
    List<String> parts = new ArrayList<>();
    for (Candidate c : candidates) {
      parts.add(c.change().ref() + " " + c.kept() + Sizes.print(c.change().edits()));
    }
    for (Waiting w : merged) {
      parts.add(
          w.change().ref()
              + " "
              + w.settled()
              + w.mayBeProposed()
              + Sizes.print(w.change().edits())
              + Sizes.print(w.last().proposed()));
    }
    print(vanished, parts);
    print(out, parts);
    left.forEach(l -> parts.add(l.ref() + l.container().orElse("") + l.reason()));
    return parts;
  }

  private static void print(Map<WorkloadRef, WorkloadProposal> some, List<String> parts) {
    some.forEach((r, p) -> parts.add(r + " " + p.state() + p.reason() + Sizes.print(p.proposed())));
  }
}
