// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.SizingRule;
import java.util.Optional;

/** The stages that hold a request within the policy's bounds, then within the LimitRange. */
public final class Bounds {

  /** The request within all bounds; the LimitRange has the last word, as the API server has. */
  public Step apply(Step step, SizingRule rule, ContainerLimits limits) {
    Amount wanted = step.amount();
    Step inPolicy = atMost(atLeast(step, rule.min(), "min"), rule.max(), "max", wanted);
    String name = "LimitRange '" + limits.name() + "' ";
    return atMost(
        atLeast(inPolicy, limits.min(), name + "min"), limits.max(), name + "max", wanted);
  }

  private static Step atLeast(Step step, Optional<Amount> min, String name) {
    if (min.isEmpty() || step.amount().compareTo(min.get()) >= 0) {
      return step;
    }
    return step.then(min.get(), ", raised to " + name + " " + min.get().toQuantity());
  }

  private static Step atMost(Step step, Optional<Amount> max, String name, Amount wanted) {
    if (max.isEmpty() || step.amount().compareTo(max.get()) <= 0) {
      return step;
    }
    String cut = ", cut to " + name + " " + max.get().toQuantity();
    // A cut that only undoes a min takes nothing from usage.
    boolean under = max.get().compareTo(wanted) < 0;
    return step.then(max.get(), under ? cut + ", below what usage requires" : cut);
  }
}
