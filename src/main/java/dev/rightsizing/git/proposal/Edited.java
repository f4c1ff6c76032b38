// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.proposal.Judgement.Candidate;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.SizeEdit;
import dev.rightsizing.model.proposal.WorkloadProposal;
import dev.rightsizing.patch.manifest.ChangedFiles.Placed;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a judgement makes of the base.
 *
 * @param proposed that change the base, each with where it stands
 * @param files of the base as they shall be
 * @param vanished quantities as the base has them, of workloads that are no longer proposed
 * @param out what becomes of the other workloads
 * @param left the others for the reviewer
 */
record Edited(
    SortedMap<WorkloadRef, Proposed> proposed,
    SortedMap<String, byte[]> files,
    Map<WorkloadRef, List<SizeEdit>> vanished,
    SortedMap<WorkloadRef, WorkloadProposal> out,
    List<NotProposed> left) {

  Edited {
    proposed = new TreeMap<>(proposed);
    files = new TreeMap<>(files);
    vanished = Map.copyOf(vanished);
    out = new TreeMap<>(out);
    left = List.copyOf(left);
  }

  /** A change and where it stands. */
  record Proposed(Candidate candidate, Placed placed) {}

  boolean isNothing() {
    return proposed.isEmpty();
  }
}
