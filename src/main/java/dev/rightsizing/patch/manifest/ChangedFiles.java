// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.manifest;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.SizeEdit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a set of changes makes of a tree of files.
 *
 * @param files new content by path, only of files that differ from the tree or are new in it
 * @param placed where each workload's sizes stand, by workload; also of those that stand there
 *     already
 * @param left what could not be written, and why
 */
public record ChangedFiles(
    SortedMap<String, byte[]> files, Map<WorkloadRef, Placed> placed, List<NotProposed> left) {

  public ChangedFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    placed = Map.copyOf(placed);
    left = List.copyOf(left);
  }

  /**
   * Where a workload's sizes stand.
   *
   * @param file that was edited, or would have been
   * @param changed whether any quantity of it differs from what was there
   * @param how a short phrase for people: {@code edit mark}, {@code overlay prod}, {@code values of
   *     chart shop}
   * @param differs where the file did not say what the cluster has, in one sentence; a sign that
   *     the cluster has not caught up, or that another file wins
   * @param found the quantities of the change that the file has or could have, in its order: {@code
   *     from} is what the file says, {@code to} what the change wants
   */
  public record Placed(
      String file, boolean changed, String how, Optional<String> differs, List<SizeEdit> found) {
    public Placed {
      found = List.copyOf(found);
    }
  }
}
