// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * How many pods a workload's savings are counted for.
 *
 * @param pods the mean over the window, or those of this moment where that is not known
 * @param now pods of this moment
 * @param over the part of the window that has data; zero where the pods of this moment count
 */
public record MeanReplicas(double pods, int now, Duration over) {

  /** The pods of this moment. */
  public static MeanReplicas now(int replicas) {
    return new MeanReplicas(replicas, replicas, Duration.ZERO);
  }

  /** Whether it is a mean over time. */
  public boolean isMean() {
    return !over.isZero();
  }

  /** Two decimals at the most: {@code 2.4}, {@code 0.19}. */
  public String text() {
    BigDecimal rounded = BigDecimal.valueOf(pods).setScale(pods < 1 ? 2 : 1, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** The part of the window: {@code 7d}; empty where the pods of this moment count. */
  public Optional<String> overText() {
    if (!isMean()) {
      return Optional.empty();
    }
    return Optional.of(
        PrometheusDuration.format(
            over.compareTo(Duration.ofDays(1)) < 0
                ? Duration.ofMinutes(over.toMinutes())
                : Duration.ofHours(over.toHours())));
  }

  /** {@code 2.4 replicas (mean of 7d; 5 now)}, or {@code 5 replicas}. */
  public String sentence() {
    return overText()
        .map(time -> text() + " replicas (mean of " + time + "; " + now + " now)")
        .orElse(now + (now == 1 ? " replica" : " replicas"));
  }
}
