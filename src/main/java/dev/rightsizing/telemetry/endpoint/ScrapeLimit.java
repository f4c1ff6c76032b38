// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.telemetry.endpoint;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Lets 10 requests a second through, and 20 at once after a pause: a token bucket. */
final class ScrapeLimit {
  static final int PER_SECOND = 10;
  static final int BURST = 20;

  private final Bucket bucket;

  /**
   * @param nanoTime a clock that only moves forward, in nanoseconds
   */
  ScrapeLimit(LongSupplier nanoTime) {
    bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(BURST).refillGreedy(PER_SECOND, Duration.ofSeconds(1)))
            .withCustomTimePrecision(
                new TimeMeter() {
                  @Override
                  public long currentTimeNanos() {
                    return nanoTime.getAsLong();
                  }

                  @Override
                  public boolean isWallClockBased() {
                    return false;
                  }
                })
            .build();
  }

  /**
   * Takes one request.
   *
   * @return empty when it may pass; else whole seconds, at least 1, after which to try again
   */
  OptionalLong take() {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? OptionalLong.empty()
        : OptionalLong.of(
            1 + (probe.getNanosToWaitForRefill() - 1) / Duration.ofSeconds(1).toNanos());
  }
}
