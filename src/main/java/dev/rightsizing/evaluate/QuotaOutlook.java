// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.quota.QuotaAmount;
import dev.rightsizing.model.quota.QuotaHistory;
import dev.rightsizing.sizing.quota.QuotaTrend;
import java.time.Duration;
import java.util.Optional;

/**
 * The outlook of one quota line.
 *
 * @param timeToExhaustion by the trend of what was used; absent where there is none
 */
public record QuotaOutlook(QuotaProjection projection, Optional<Duration> timeToExhaustion) {
  private static final QuotaTrend TREND = new QuotaTrend();

  /**
   * A line and what it used on the last days.
   *
   * @param history empty if the line was not watched
   */
  public static QuotaOutlook of(QuotaProjection projection, Optional<QuotaHistory> history) {
    Quota quota = projection.quota();
    Optional<Duration> left =
        history.flatMap(
            days ->
                quota
                    .used()
                    .flatMap(
                        used ->
                            TREND.timeToExhaustion(
                                days, QuotaAmount.of(used), QuotaAmount.of(quota.hard()))));
    return new QuotaOutlook(projection, left);
  }
}
