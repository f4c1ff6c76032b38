// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A size and what was picked to get it.
 *
 * @param value in cores or bytes
 * @param percentile of the weighted past at which the size lies, 0 to 100; 100 when it is at or
 *     over the peak
 * @param margin on top of the peak as a share of it; 0 when the size lies under the peak
 * @param peak greatest value of the past, in cores or bytes
 * @param halfLife by which the weight of the past halves; empty where only its peak counts
 * @param growth per day that is expected to go on, as a share; 0 when there is none
 * @param shortHistory part of the margin that is there because history is short
 * @param since when this size was first picked
 * @param backTest of the same rule on the container's own days
 */
public record AdaptiveSize(
    double value,
    double percentile,
    double margin,
    double peak,
    Optional<Duration> halfLife,
    double growth,
    double shortHistory,
    Instant since,
    OwnBackTest backTest) {

  /** The same, but for an earlier size that stays. */
  public AdaptiveSize keeping(PreviousSize previous) {
    return new AdaptiveSize(
        previous.request().value(),
        percentile,
        margin,
        peak,
        halfLife,
        growth,
        shortHistory,
        previous.since(),
        backTest);
  }
}
