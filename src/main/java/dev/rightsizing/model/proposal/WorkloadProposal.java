// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of one workload's change, as its Recommendation remembers it between passes.
 *
 * @param url of the request; empty where there is none
 * @param file where the sizes stand; empty where it was not found
 * @param reason why it is in this state
 * @param message one sentence for people
 * @param proposed the quantities that the request has or had: a closed one is not opened again
 *     before a need differs from them by more than changePercent, and after a merge nothing is
 *     proposed before the cluster has them
 * @param since when it came into this state
 */
public record WorkloadProposal(
    ProposalState state,
    Optional<String> url,
    Optional<String> file,
    Reason reason,
    String message,
    List<SizeEdit> proposed,
    Instant since) {
  public WorkloadProposal {
    proposed = List.copyOf(proposed);
  }
}
