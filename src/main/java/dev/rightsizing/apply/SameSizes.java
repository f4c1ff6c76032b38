// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.apply.SizeStep;
import java.util.List;
import java.util.Optional;

/** Tells whether two changes are about the same, so that one is no news after the other. */
final class SameSizes {
  private static final double TOLERANCE = 0.25;

  private SameSizes() {}

  /**
   * Whether each of the new steps goes about where one of the old went: by a quarter of the size
   * before it, so that neither a new evaluation nor what a guard leaves of a step makes it another.
   */
  static boolean are(List<SizeStep> old, List<SizeStep> steps) {
    return steps.stream().allMatch(s -> old.stream().anyMatch(o -> isNear(o, s)));
  }

  private static boolean isNear(SizeStep old, SizeStep step) {
    return old.container().equals(step.container())
        && old.resource() == step.resource()
        && old.isDown() == step.isDown()
        && isNear(old.from().request(), old.to().request(), step.to().request())
        && isNear(old.from().limit(), old.to().limit(), step.to().limit());
  }

  private static boolean isNear(
      Optional<Amount> from, Optional<Amount> old, Optional<Amount> other) {
    if (old.isEmpty() || other.isEmpty()) {
      return old.equals(other);
    }
    double difference = Math.abs(old.get().value() - other.get().value());
    return difference <= TOLERANCE * from.orElse(old.get()).value();
  }
}
