// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import java.util.Optional;

/**
 * What is left out of a request, and why.
 *
 * @param container empty: the whole workload
 * @param file where its manifest lies, as far as that was found
 * @param message one sentence: what it is about and what to do
 */
public record NotProposed(
    WorkloadRef ref,
    Optional<String> container,
    Optional<String> file,
    Reason reason,
    String message) {}
