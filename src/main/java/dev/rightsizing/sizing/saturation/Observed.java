// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.saturation.Saturation;

/**
 * What the stages of this package look at, for one resource of one container.
 *
 * @param current request and limit
 * @param usage over the look-back
 * @param saturation over the look-back
 */
public record Observed(Size current, UsageSummary usage, Saturation saturation) {
  /** More than any node has, in cores or bytes; keeps sums finite whatever was recorded. */
  private static final double MOST = 1e18;

  /** A figure as an amount, held within what can be. */
  static Amount amount(Resource resource, double value) {
    return new Amount(resource, value >= 0 ? Math.min(MOST, value) : 0);
  }
}
