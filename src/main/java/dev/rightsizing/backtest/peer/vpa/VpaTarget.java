// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer.vpa;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import dev.rightsizing.backtest.peer.histogram.WeightedQuantile;
import dev.rightsizing.model.Resource;
import java.util.OptionalDouble;

/**
 * The statistic of VPA's target alone: P90 of CPU samples, or of daily memory peaks, that lose half
 * of their weight a day, + 15 %. Without the buckets, of which the first is 10m or 10 MB wide, and
 * without the floors, both of which would size small containers instead of the rule.
 *
 * <p>Source: kubernetes/autoscaler, vertical-pod-autoscaler/pkg/recommender/logic and model.
 */
public final class VpaTarget implements SizeRule {
  private static final double SHARE = 0.9;
  private static final double MARGIN = 0.15;

  /** Half-life of a sample, and length of a memory window, in seconds. */
  private static final long DAY = 86_400;

  @Override
  public String name() {
    return "VPA target";
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    if (past.isEmpty()) {
      return OptionalDouble.empty();
    }
    double p90 = past.resource() == Resource.CPU ? samples(past) : peaks(past);
    return OptionalDouble.of(p90 * (1 + MARGIN));
  }

  private static double samples(UsagePast past) {
    WeightedQuantile quantile = new WeightedQuantile(past.count());
    for (int i = 0; i < past.count(); i++) {
      quantile.add(past.value(i), weight(past.second(i) - past.at()));
    }
    return quantile.of(SHARE);
  }

  /** A window's peak counts as of the window's end; windows begin with the first sample. */
  private static double peaks(UsagePast past) {
    WeightedQuantile quantile = new WeightedQuantile(past.count());
    long end = past.second(0) + DAY;
    double peak = 0;
    for (int i = 0; i < past.count(); i++) {
      if (past.second(i) >= end) {
        quantile.add(peak, weight(end - past.at()));
        peak = 0;
        end += DAY * ((past.second(i) - end) / DAY + 1);
      }
      peak = Math.max(peak, past.value(i));
    }
    quantile.add(peak, weight(end - past.at()));
    return quantile.of(SHARE);
  }

  /** Negative for an age, so that weights fall with it. */
  private static double weight(long secondsFromAt) {
    return Math.pow(2, (double) secondsFromAt / DAY);
  }
}
