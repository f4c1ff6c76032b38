// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one request of a policy.
 *
 * @param group what goes into it: empty for the whole policy, else a namespace, or {@code
 *     namespace/Kind/name}
 * @param url for people; empty without a request
 * @param number of the request on its host; empty without one
 * @param branch that is pushed, in the repository
 * @param commit the last that was pushed
 * @param workloads whose sizes it changes
 * @param since when it came into this state
 */
public record RequestProposal(
    String group,
    ProposalState state,
    Optional<String> url,
    Optional<Long> number,
    String branch,
    Optional<String> commit,
    int workloads,
    Reason reason,
    String message,
    Instant since) {}
