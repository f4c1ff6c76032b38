// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.sizing.estimate.LimitRule.Outcome;
import java.util.Optional;

/**
 * A limit where there cannot be none: a LimitRange that has a default would put that in, and under
 * its max, or a quota on limits, a pod without one is refused. It is the peak plus headroom, and
 * not under the request. Worked: peak 250Mi, 15 % headroom, request 288Mi: 288Mi.
 */
final class RequiredLimit {

  private RequiredLimit() {}

  static Outcome of(
      Outcome outcome, Amount request, Amount peak, SizingRule rule, ContainerLimits limits) {
    if (outcome.limit().isPresent() || limits.limitNeeded().isEmpty()) {
      return outcome;
    }
    Amount limit =
        peak.times(1 + rule.headroomPercent() / 100.0).roundedUp().max(request.roundedUp());
    return new Outcome(
        Optional.of(limit),
        "; a limit is required, because "
            + limits.limitNeeded().get()
            + "; limit "
            + limit.toQuantity());
  }
}
