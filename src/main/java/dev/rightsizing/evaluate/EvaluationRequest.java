// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Price;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Workload;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What to evaluate and how.
 *
 * @param pricing the policy's own price; absent: that of the nodes, else a list price
 * @param owned whether this policy may speak for a workload that the scope selects; a workload that
 *     an older policy keeps is left out
 */
public record EvaluationRequest(
    Scope scope, SizingSettings settings, Optional<Price> pricing, Predicate<Workload> owned) {}
