// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Resource;
import java.util.Optional;

/**
 * One quantity that a manifest shall have.
 *
 * @param container its name; that of the pod as a whole is empty, with the role POD
 * @param from what the cluster's template has; empty: none
 * @param to what the manifest shall have; empty: none, so that the key is taken away
 */
public record SizeEdit(
    String container,
    ContainerRole role,
    Resource resource,
    Bound bound,
    Optional<Amount> from,
    Optional<Amount> to) {}
