// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplySettings.StepLimits;
import dev.rightsizing.model.apply.SizeStep;
import java.util.Optional;

/**
 * The part of a change that one step makes. Sizes are whole 1m or 1Mi, rounded up, and a step is
 * one of these at least, so that the goal is reached.
 */
final class BoundedStep {
  private static final double WHOLE = 100.0;

  private final StepLimits limits;

  BoundedStep(StepLimits limits) {
    this.limits = limits;
  }

  /** The same change, not further than one step; the request never above the limit. */
  SizeStep of(SizeStep step) {
    Optional<Amount> request = amount(step.from().request(), step.to().request());
    Optional<Amount> limit =
        step.from().enforced().limit().isEmpty()
            ? fresh(request, step.to())
            : amount(step.from().limit(), step.to().limit());
    return step.withTo(new Size(request, limit).capped());
  }

  /** What has no size before it, or none after it, has no percentage: it changes at once. */
  private Optional<Amount> amount(Optional<Amount> before, Optional<Amount> goal) {
    return before.isEmpty() || before.get().isZero()
        ? goal
        : goal.map(to -> bounded(before.get(), to));
  }

  private Amount bounded(Amount before, Amount goal) {
    int direction = goal.compareTo(before);
    if (direction > 0) {
      return goal.min(before.times(1 + limits.upPercent() / WHOLE).roundedUp());
    }
    if (direction == 0) {
      return goal;
    }
    Amount least = before.times(1 - limits.downPercent() / WHOLE).roundedUp();
    return goal.max(least.compareTo(before) < 0 ? least : granuleBelow(before));
  }

  private static Amount granuleBelow(Amount before) {
    Amount granule = new Amount(before.resource(), before.resource().granule());
    return before.roundedUp().minus(granule).roundedUp();
  }

  /** A limit where none was stands as far above the request as it does at the goal. */
  private static Optional<Amount> fresh(Optional<Amount> request, Size goal) {
    Optional<Amount> wanted = goal.request().filter(r -> !r.isZero());
    if (request.isEmpty() || wanted.isEmpty()) {
      return goal.limit();
    }
    double part = request.get().ratioTo(wanted.get());
    return goal.limit().map(l -> part > 1 ? l.times(part).roundedUp() : l);
  }
}
