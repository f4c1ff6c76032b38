// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import dev.rightsizing.model.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A quota line got worse, or all is well again; a fall to a level that is still a risk is none.
 *
 * @param since when the level that was reached, or is over now, began
 * @param use as it is now; absent when the quota is gone
 * @param timeToExhaustion by trend; absent where there is none
 */
public record QuotaCrossing(
    QuotaKey key,
    RiskLevel from,
    RiskLevel to,
    Instant since,
    Optional<QuotaUse> use,
    Optional<Duration> timeToExhaustion) {

  /** Whether it got worse. */
  public boolean isRise() {
    return to.above(from);
  }

  /** The same crossing, of which another watch says when it began. */
  public QuotaCrossing since(Instant begun) {
    return new QuotaCrossing(key, from, to, begun, use, timeToExhaustion);
  }
}
