// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import dev.rightsizing.backtest.peer.histogram.WeightedQuantile;
import dev.rightsizing.model.Resource;
import java.util.OptionalDouble;

/**
 * The moving window of Google's Autopilot, + 10 %: the greatest usage of memory; for CPU, P95 of
 * the load. Of the load, not of time: a sample weighs what it uses, so that 95 % of the work done,
 * not of the minutes, lies below; and it loses half of its weight in twelve hours. A container that
 * uses 1 core for 5 % of the time and 0.1 else has a P95 in time of 0.1, and one of the load of 1.
 *
 * <p>Source: Rzadca et al., Autopilot: workload autoscaling at Google, EuroSys 2020, section 3.2.2.
 */
public final class AutopilotWindow implements SizeRule {
  private static final double SHARE = 0.95;
  private static final double MARGIN = 0.1;

  /** Seconds. */
  private static final double CPU_HALF_LIFE = 12 * 3600.0;

  @Override
  public String name() {
    return "Autopilot window";
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    if (past.isEmpty()) {
      return OptionalDouble.empty();
    }
    double base = past.resource() == Resource.CPU ? p95OfLoad(past) : past.max();
    return OptionalDouble.of(base * (1 + MARGIN));
  }

  private static double p95OfLoad(UsagePast past) {
    WeightedQuantile quantile = new WeightedQuantile(past.count());
    for (int i = 0; i < past.count(); i++) {
      double age = past.at() - past.second(i);
      quantile.add(past.value(i), past.value(i) * Math.pow(2, -age / CPU_HALF_LIFE));
    }
    return quantile.of(SHARE);
  }
}
