// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import dev.rightsizing.backtest.peer.histogram.Buckets;
import dev.rightsizing.backtest.peer.histogram.WeightedHistogram;
import dev.rightsizing.backtest.peer.histogram.WeightedQuantile;
import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * Crane: P99 of a week in which each sample weighs its own value, + 15 %. As shipped it is the
 * upper end of a bucket of 0.1 cores or 100 MiB, so that the least CPU request is 115m, in whole
 * millicores and bytes.
 *
 * <p>Source: gocrane/crane, pkg/recommendation/recommender/resource and pkg/prediction/percentile.
 */
public final class CraneRule implements SizeRule {
  private static final Duration LOOKBACK = Duration.ofDays(7);
  private static final double SHARE = 0.99;
  private static final double MARGIN = 0.15;
  private static final double LEAST_WEIGHT = 1e-5;
  private static final double EPSILON = 1e-10;

  /** Lest the last bits of a product take a whole millicore away: 0.1 * 1.15 is 115m. */
  private static final double TOLERANCE = 1e-9;

  /** Cores; bytes. */
  private static final Buckets CPU = new Buckets.Linear(0.1, 100);

  private static final Buckets MEMORY = new Buckets.Linear(104_857_600, 104_857_600_000.0);

  private final Form form;

  public CraneRule(Form form) {
    this.form = form;
  }

  @Override
  public String name() {
    return form == Form.RULE ? "Crane" : "Crane, as shipped";
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    UsagePast week = past.last(LOOKBACK);
    if (week.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(form == Form.RULE ? exact(week) : bucketed(week));
  }

  private static double exact(UsagePast week) {
    WeightedQuantile quantile = new WeightedQuantile(week.count());
    for (int i = 0; i < week.count(); i++) {
      quantile.add(week.value(i), weight(week.value(i)));
    }
    return quantile.of(SHARE) * (1 + MARGIN);
  }

  private static double bucketed(UsagePast week) {
    boolean cpu = week.resource() == Resource.CPU;
    WeightedHistogram histogram = new WeightedHistogram(cpu ? CPU : MEMORY, EPSILON);
    for (int i = 0; i < week.count(); i++) {
      histogram.add(week.value(i), weight(week.value(i)));
    }
    double size = histogram.percentile(SHARE) * (1 + MARGIN);
    return cpu ? Math.floor(size * 1000 + TOLERANCE) / 1000 : Math.floor(size);
  }

  private static double weight(double value) {
    return Math.max(LEAST_WEIGHT, value);
  }
}
