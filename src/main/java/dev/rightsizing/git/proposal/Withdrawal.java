// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.git.proposal;

import dev.rightsizing.git.Credentials;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.proposal.GitSettings;
import dev.rightsizing.model.proposal.RequestProposal;
import java.util.List;

/**
 * Takes back what a policy has proposed: it was deleted, or no longer proposes.
 *
 * @param uid of the policy object
 * @param requests what the policy says of earlier passes
 * @param why one sentence for the comment on each request that is closed
 */
public record Withdrawal(
    PolicyRef policy,
    String uid,
    GitSettings settings,
    Credentials credentials,
    List<RequestProposal> requests,
    String why) {
  public Withdrawal {
    requests = List.copyOf(requests);
  }
}
