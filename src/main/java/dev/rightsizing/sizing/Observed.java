// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.UsageSummary;
import java.util.Optional;

/**
 * What was seen of one resource of one container.
 *
 * @param usage over the window; empty when there is none
 * @param adaptive what the Adaptive estimator makes of it; empty with another estimator
 */
public record Observed(Optional<UsageSummary> usage, Optional<AdaptiveSize> adaptive) {

  /** Usage alone. */
  public static Observed of(Optional<UsageSummary> usage) {
    return new Observed(usage, Optional.empty());
  }
}
