// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a policy is evaluated next: at once when its spec changed, else an interval after the last
 * evaluation, also across a restart of the operator.
 */
public record Schedule(Duration interval, Duration retryInterval) {

  /**
   * Time until the next evaluation; zero when it is due.
   *
   * @param changed whether the spec changed since it was last looked at
   * @param lastEvaluation the last good one; absent when there was none
   * @param lastFailed whether an attempt after that failed
   */
  public Duration due(
      Instant now, boolean changed, Optional<Instant> lastEvaluation, boolean lastFailed) {
    if (changed || lastFailed || lastEvaluation.isEmpty()) {
      return Duration.ZERO;
    }
    // A last evaluation in the future means that the clock was set back: do not wait for it.
    if (lastEvaluation.get().isAfter(now)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(now, lastEvaluation.get().plus(interval));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Time to wait after an attempt. */
  public Duration after(EvaluationOutcome outcome) {
    if (outcome instanceof EvaluationOutcome.Failed && retryInterval.compareTo(interval) < 0) {
      return retryInterval;
    }
    return interval;
  }
}
