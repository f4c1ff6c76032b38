// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a living pod runs and what holds for all of its life.
 *
 * @param node that it runs on; empty unless it is running
 * @param since when it was created; a pod of the same name before that was another one
 * @param neverResized whether its limits have been the same since then
 */
public record PodPlace(Optional<String> node, Instant since, boolean neverResized) {}
