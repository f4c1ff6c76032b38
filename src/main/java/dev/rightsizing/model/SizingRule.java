// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * How one resource is sized.
 *
 * @param estimator what computes the request
 * @param percentile of usage over time, 1 to 100; 100 is the peak
 * @param headroomPercent added on top of the percentile
 * @param min least request
 * @param max greatest request
 */
public record SizingRule(
    Resource resource,
    double percentile,
    int headroomPercent,
    Optional<Amount> min,
    Optional<Amount> max,
    LimitMode limitMode,
    Estimator estimator) {

  /** P95 x 1.20, at least 10m. */
  public static final SizingRule CPU_DEFAULT =
      new SizingRule(
          Resource.CPU,
          95,
          20,
          Optional.of(Amount.cores(0.010)),
          Optional.empty(),
          LimitMode.KEEP,
          Estimator.PERCENTILE);

  /** Peak x 1.15, at least 32Mi. */
  public static final SizingRule MEMORY_DEFAULT =
      new SizingRule(
          Resource.MEMORY,
          100,
          15,
          Optional.of(Amount.bytes(32.0 * 1024 * 1024)),
          Optional.empty(),
          LimitMode.KEEP,
          Estimator.PERCENTILE);
}
