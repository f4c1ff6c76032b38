// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Workload;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to evaluate and how.
 *
 * @param policy that asks; what was read is kept for it
 * @param pricing the policy's own price; absent: that of the nodes, else a list price
 * @param previous what the Adaptive estimator asked for at the last evaluation
 * @param keeper the older policy that keeps a workload, for people; empty when it is free
 */
public record EvaluationRequest(
    PolicyRef policy,
    Scope scope,
    SizingSettings settings,
    Optional<Price> pricing,
    PreviousSizes previous,
    Function<Workload, Optional<String>> keeper) {

  /** The same, with what was asked for before. */
  public EvaluationRequest remembering(PreviousSizes sizes) {
    return new EvaluationRequest(policy, scope, settings, pricing, sizes, keeper);
  }

  /** The same for another scope. */
  EvaluationRequest with(Scope other) {
    return new EvaluationRequest(policy, other, settings, pricing, previous, keeper);
  }

  /** The same with other settings. */
  EvaluationRequest with(SizingSettings other) {
    return new EvaluationRequest(policy, scope, other, pricing, previous, keeper);
  }

  /** A request without competing policies. */
  public static EvaluationRequest uncontested(
      Scope scope, SizingSettings settings, Optional<Price> pricing) {
    return new EvaluationRequest(
        PolicyRef.NONE, scope, settings, pricing, PreviousSizes.NONE, workload -> Optional.empty());
  }
}
