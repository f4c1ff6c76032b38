// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import java.time.Duration;

/**
 * How a collector cuts its reads.
 *
 * @param sampleBudget samples that one answer may hold
 * @param slice longest time that one query spans
 * @param overlap how far back samples may still come late
 * @param concurrency queries at the same time
 */
public record CollectorSettings(
    long sampleBudget, Duration slice, Duration overlap, int concurrency) {

  public CollectorSettings {
    if (sampleBudget < 1000 || concurrency < 1) {
      throw new IllegalArgumentException(
          "the sample budget must be at least 1000 and the concurrency at least 1");
    }
  }

  /** A day a query, five minutes for late samples. */
  public static CollectorSettings of(long sampleBudget, int concurrency) {
    return new CollectorSettings(
        sampleBudget, Duration.ofHours(24), Duration.ofMinutes(5), concurrency);
  }
}
