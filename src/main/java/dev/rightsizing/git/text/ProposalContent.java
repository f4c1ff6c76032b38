// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.text;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.proposal.DryRun;
import dev.rightsizing.model.proposal.NotProposed;
import dev.rightsizing.model.proposal.ProposedChange;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * All that a request tells of.
 *
 * @param group what is in it: empty for the whole policy, else a namespace, or {@code
 *     namespace/Kind/name}
 * @param items what changes, in the order of their workloads
 * @param left what does not change, and why
 * @param page of the operator, for links to each Recommendation; empty without one
 * @param rejectLabel a label with which a reviewer rejects the request
 */
public record ProposalContent(
    PolicyRef policy,
    String group,
    List<Item> items,
    List<NotProposed> left,
    Optional<URI> page,
    String rejectLabel) {

  public ProposalContent {
    items = List.copyOf(items);
    left = List.copyOf(left);
  }

  /**
   * One workload's change.
   *
   * @param file that has it
   * @param how the file was found: {@code edit mark}, {@code overlay prod}
   * @param differs where the file did not say what the cluster has, in one sentence
   */
  public record Item(
      ProposedChange change, String file, String how, Optional<String> differs, DryRun dryRun) {}
}
