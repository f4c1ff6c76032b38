// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One container's usage of one resource over the window, as figures.
 *
 * @param statistic the policy's percentile, from which the size is computed
 * @param p95 95th percentile over time, linear interpolation
 * @param max exact peak
 * @param samples how many steps had a value
 * @param from first sample
 * @param to last sample
 * @param step distance of the samples
 */
public record UsageSummary(
    Amount statistic,
    Amount p95,
    Amount max,
    Amount mean,
    long samples,
    Instant from,
    Instant to,
    Duration step) {

  /** From the first to the last sample, both counted. */
  public Duration history() {
    return Duration.between(from, to).plus(step);
  }

  /** Share of the steps between the first and the last sample that have a value, 0 to 100. */
  public int coveragePercent() {
    long expected = Math.max(1, history().toSeconds() / step.toSeconds());
    return (int) Math.min(100, Math.round(100.0 * samples / expected));
  }
}
