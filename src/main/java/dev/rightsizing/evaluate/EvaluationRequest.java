// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Price;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Workload;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to evaluate and how.
 *
 * @param pricing the policy's own price; absent: that of the nodes, else a list price
 * @param keeper the older policy that keeps a workload, for people; empty when it is free
 */
public record EvaluationRequest(
    Scope scope,
    SizingSettings settings,
    Optional<Price> pricing,
    Function<Workload, Optional<String>> keeper) {

  /** A request that nobody contests. */
  public static EvaluationRequest uncontested(
      Scope scope, SizingSettings settings, Optional<Price> pricing) {
    return new EvaluationRequest(scope, settings, pricing, workload -> Optional.empty());
  }
}
