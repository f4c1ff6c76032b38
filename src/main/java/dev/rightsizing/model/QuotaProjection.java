// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Optional;

/**
 * A quota line with what it will be when all recommendations of the namespace are applied. Without
 * a forecast it is unknown: not counted yet, or scoped by what a template does not say.
 *
 * @param impossible whether the figures contradict each other, so that one of them is wrong: pods
 *     would give back more than is used
 */
public record QuotaProjection(Quota quota, Optional<Forecast> forecast, boolean impossible) {

  /** A line whose figures do not contradict each other. */
  public QuotaProjection(Quota quota, Optional<Forecast> forecast) {
    this(quota, forecast, false);
  }

  /** An idle line uses less than half. */
  private static final double IDLE_BELOW = 0.5;

  /**
   * What will be used.
   *
   * @param steady with the current replicas and the recommended sizes
   * @param worst besides, with every autoscaler at its maxReplicas, every batch workload running
   *     and the largest roll-out in flight
   * @param wanted steady, had no growth been cut
   */
  public record Forecast(Amount steady, Amount worst, Amount wanted) {}

  public Optional<Amount> projected() {
    return forecast.map(Forecast::steady);
  }

  /** Whether the projection is over the quota. */
  public boolean overflows() {
    return projected().filter(p -> p.compareTo(quota.hard()) > 0).isPresent();
  }

  /** By how much growth was cut because of this line; empty where it was not. */
  public Optional<Amount> shortfall() {
    return forecast
        .filter(f -> f.wanted().compareTo(quota.hard().max(f.steady())) > 0)
        .map(f -> f.wanted().minus(f.steady()));
  }

  /** What is left over of a line of which the projection uses under half. */
  public Optional<Amount> idle() {
    return projected()
        .filter(p -> p.value() < IDLE_BELOW * quota.hard().value())
        .map(p -> quota.hard().minus(p));
  }
}
