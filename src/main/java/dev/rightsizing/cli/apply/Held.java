// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus.State;
import dev.rightsizing.recommend.explanation.ApplyText;
import java.util.EnumSet;
import java.util.Set;

/**
 * Tells whether guards hold what was requested. Where the reason is the same as before the request,
 * the operator has nothing to write, so that only time tells that it has looked.
 */
final class Held {
  private static final Set<State> RESTING =
      EnumSet.of(State.Held, State.Undone, State.GivenUp, State.OwnedByOther);

  private final String before;

  /**
   * @param before the object as it was before the request
   */
  Held(Recommendation before) {
    this.before = text(before);
  }

  /** Whether nothing goes on, for whatever reason. */
  boolean isHeld(Recommendation now) {
    WorkloadApplyStatus apply = apply(now);
    return apply != null && RESTING.contains(apply.getState());
  }

  /** Whether it is held now, and was not or for another reason before. */
  boolean isAnotherReason(Recommendation now) {
    return isHeld(now) && !text(now).equals(before);
  }

  private static String text(Recommendation found) {
    WorkloadApplyStatus apply = apply(found);
    return apply == null || apply.getState() == null ? "" : ApplyText.state(apply);
  }

  private static WorkloadApplyStatus apply(Recommendation found) {
    return found.getStatus() == null ? null : found.getStatus().getApply();
  }
}
