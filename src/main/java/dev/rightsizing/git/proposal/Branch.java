// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.model.WorkloadRef;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A group's branch as the server has it, beside what it should be.
 *
 * @param head its commit
 * @param onTop files that a commit on top has to change, in the bytes that they shall have; empty:
 *     nothing is to be changed
 * @param overruled workloads for which a person has set other sizes than ours on it
 * @param conflicts whether the base has changed files that the branch changes too
 */
record Branch(
    String head,
    Keeper keeper,
    Fit fit,
    SortedMap<String, byte[]> onTop,
    Set<WorkloadRef> overruled,
    boolean conflicts) {

  Branch {
    onTop = new TreeMap<>(onTop);
    overruled = Set.copyOf(overruled);
  }

  /** One of ours on which nothing is to be added. */
  static Branch of(String head, Keeper keeper, Fit fit) {
    return new Branch(head, keeper, fit, new TreeMap<>(), Set.of(), fit == Fit.STALE);
  }

  /** Whose work is on it. */
  enum Keeper {
    /** Ours alone. */
    OURS,
    /** Commits of people too: it is never moved back. */
    PEOPLE,
    /** It was merged whole, so that nothing on it can be lost. */
    MERGED
  }

  /** What it takes to make it what it should be. */
  enum Fit {
    /** Nothing. */
    SAME,
    /** A commit on top. */
    BEHIND,
    /** It has to be made anew on the base. */
    STALE
  }
}
