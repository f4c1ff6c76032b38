// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.AdaptiveSize;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.PreviousSize;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.model.saturation.Saturation;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen of one resource of one container.
 *
 * @param usage over the window; empty when there is none
 * @param adaptive what the Adaptive estimator makes of it; empty with another estimator
 * @param previous what that estimator asked for at the last evaluation
 * @param median P50 of the usage; empty without usage
 * @param peaks of each hour, in cores or bytes
 * @param saturation throttling, OOM kills and resident memory
 * @param at end of the window
 */
public record UsageEvidence(
    Optional<UsageSummary> usage,
    Optional<AdaptiveSize> adaptive,
    Optional<PreviousSize> previous,
    Optional<Amount> median,
    HourlyValues peaks,
    Saturation saturation,
    Instant at) {

  /** Usage alone: nothing is known of saturation. */
  public static UsageEvidence of(Optional<UsageSummary> usage) {
    return new UsageEvidence(
        usage,
        Optional.empty(),
        Optional.empty(),
        usage.map(UsageSummary::mean),
        HourlyValues.EMPTY,
        Saturation.NONE,
        usage.map(UsageSummary::to).orElse(Instant.EPOCH));
  }
}
