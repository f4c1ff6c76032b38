// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.SizeStep;
import java.util.Optional;

/** What of a step falls, and a step without it. */
final class Falls {
  private Falls() {}

  /** The step with what falls as it is; a limit that is new counts as a fall. */
  static SizeStep without(SizeStep step) {
    Optional<Amount> limit = limit(step) ? step.from().limit() : step.to().limit();
    Optional<Amount> request = request(step) ? step.from().request() : step.to().request();
    return step.withTo(new Size(request.map(r -> limit.map(r::min).orElse(r)), limit));
  }

  static boolean request(SizeStep step) {
    return falls(step.from().request(), step.to().request());
  }

  static boolean limit(SizeStep step) {
    return step.from().limit().isEmpty() && step.to().limit().isPresent()
        || falls(step.from().limit(), step.to().limit());
  }

  private static boolean falls(Optional<Amount> before, Optional<Amount> after) {
    return before.isPresent() && after.isPresent() && after.get().compareTo(before.get()) < 0;
  }
}
