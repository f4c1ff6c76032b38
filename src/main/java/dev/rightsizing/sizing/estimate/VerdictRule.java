// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Verdict;
import java.util.Optional;

/** Compares a size with the current request; the first verdict that fits. */
public final class VerdictRule {

  /**
   * The verdict.
   *
   * @param statistic of usage, before headroom
   * @param request current; absent or zero: none
   * @param size recommended
   */
  public Verdict verdict(
      Amount statistic, Optional<Amount> request, Amount size, Thresholds thresholds) {
    if (request.isEmpty() || request.get().isZero()) {
      return Verdict.NO_REQUEST;
    }
    Amount now = request.get();
    double change = thresholds.changePercent() / 100.0;
    double ratio = size.ratioTo(now);
    // Whole multiples must not fail on the last bit of a double: 90m is not more than 10 % under
    // 100m.
    double dust = 1e-9;
    boolean smaller = ratio < 1 - change - dust;
    // A bound that holds the size up leaves nothing to give back, whatever the usage.
    double used = statistic.ratioTo(now);
    if (smaller && used < thresholds.overProvisionedBelowPercent() / 100.0 - dust) {
      return Verdict.OVER_PROVISIONED;
    }
    if (smaller) {
      return Verdict.REDUCIBLE;
    }
    return ratio > 1 + change + dust ? Verdict.UNDER_PROVISIONED : Verdict.RIGHT_SIZED;
  }
}
