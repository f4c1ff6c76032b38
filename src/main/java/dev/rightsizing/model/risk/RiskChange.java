// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import java.time.Instant;

/**
 * One change of the reported level, to be published once.
 *
 * @param from the level reported before; None where there was none, or it was only shown
 * @param to the level reported now; None also where a lower one, under the policy's threshold, is
 *     shown on
 * @param anchor when it began: the same however often the crossing is computed
 * @param sentence what happened, with its figures
 */
public record RiskChange(
    SignalRisk.Key key, RiskLevel from, RiskLevel to, Instant anchor, String sentence) {

  /** Whether it got worse; a further OOM kill does although the level stays. */
  public boolean isRise() {
    return to.isAlarm() && !from.above(to);
  }
}
