// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.model.risk.ContainerReading;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * A Prometheus alert: fires once its expression has been true at each tick for a time, and is over
 * with the first tick at which it is not. After a pause the alert begins anew, as a series that is
 * gone for over five minutes has no value.
 */
final class AlertRuleSimulation implements RiskWatch {
  private final Predicate<ContainerReading> expression;
  private final Duration hold;
  private final Duration longestGap;
  private Instant since;
  private Instant last;
  private boolean firing;

  /**
   * @param hold the alert's {@code for}; zero fires at once
   * @param longestGap between ticks
   */
  AlertRuleSimulation(Predicate<ContainerReading> expression, Duration hold, Duration longestGap) {
    this.expression = expression;
    this.hold = hold;
    this.longestGap = longestGap;
  }

  @Override
  public AlertOutput evaluate(ContainerReading container, Instant now) {
    boolean paused = last != null && Duration.between(last, now).compareTo(longestGap) > 0;
    last = now;
    boolean isTrue = expression.test(container);
    if (paused || !isTrue) {
      since = null;
      firing = false;
    }
    if (!isTrue) {
      return AlertOutput.NOTHING;
    }
    if (since == null) {
      since = now;
    }
    if (Duration.between(since, now).compareTo(hold) < 0) {
      return AlertOutput.NOTHING;
    }
    int notifications = firing ? 0 : 1;
    firing = true;
    return new AlertOutput(true, notifications);
  }
}
