// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import java.util.Optional;

/**
 * All that a decision about a group depends on.
 *
 * @param base commit of the base branch
 * @param baseName of the base branch
 * @param branch as the server has it; empty: it does not exist
 * @param edited what the base should become
 * @param refused whether a person's no stands for any workload of the group
 */
record Situation(
    String base,
    String baseName,
    Optional<Branch> branch,
    Fate fate,
    Edited edited,
    boolean refused) {

  /** Whether the request is open for the base that the policy names now. */
  boolean isOpenForThisBase() {
    return fate instanceof Fate.Open open && open.request().base().equals(baseName);
  }
}
