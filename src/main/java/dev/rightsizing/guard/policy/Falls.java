// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.SizeStep;
import java.util.Optional;

/** A step without what of it falls. */
final class Falls {
  private Falls() {}

  /** What falls stays as it is; a limit that is new counts as a fall. */
  static SizeStep without(SizeStep step) {
    Optional<Amount> limit = step.limitFalls() ? step.from().limit() : step.to().limit();
    Optional<Amount> request = step.requestFalls() ? step.from().request() : step.to().request();
    return step.withTo(new Size(request, limit).capped());
  }
}
