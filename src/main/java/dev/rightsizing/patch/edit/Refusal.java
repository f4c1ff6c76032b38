// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch.edit;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import java.util.Optional;

/**
 * What is not edited.
 *
 * @param container empty for the pod as a whole, and for what is no container
 * @param resource whose request and limit stay as they are; empty: all of the container
 * @param message where it stands, why, and what to do
 */
public record Refusal(
    String container, Optional<Resource> resource, Reason reason, String message) {}
