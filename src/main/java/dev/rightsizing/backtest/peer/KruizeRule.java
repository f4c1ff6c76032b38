// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Kruize: from the maxima of quarters of an hour. CPU is their greatest while that is below one
 * core, else a percentile by nearest rank, where the cost and the performance model differ. Memory
 * is the greatest + 20 %, or + 105 % of the greatest rise within a quarter if that is less.
 *
 * <p>Of the terms it publishes, the longest that has the data for it. Throttling and RSS, which a
 * series of usage does not tell, are left out, and so is the silence about containers of at most
 * 1m.
 *
 * <p>Source: kruize/autotune,
 * src/main/java/com/autotune/analyzer/recommendations/model/GenericRecommendationModel.java.
 */
public final class KruizeRule implements SizeRule {
  /** Seconds. */
  private static final long INTERVAL = 900;

  private static final double ONE_CORE = 1;
  private static final double MEMORY_PERCENTILE = 100;
  private static final double USAGE_BUFFER = 0.2;
  private static final double SPREAD_BUFFER = 0.05;

  /** Which percentile of CPU is asked for. */
  public enum Model {
    COST("Kruize cost", 60),
    PERFORMANCE("Kruize performance", 98);

    private final String name;
    private final double cpuPercentile;

    Model(String name, double cpuPercentile) {
      this.name = name;
      this.cpuPercentile = cpuPercentile;
    }
  }

  /** How much of the past is looked at, and how much of it there must be. */
  public enum Term {
    SHORT(Duration.ofHours(24), Duration.ofMinutes(30)),
    MEDIUM(Duration.ofDays(7), Duration.ofDays(2)),
    LONG(Duration.ofDays(15), Duration.ofDays(8));

    private final Duration lookback;
    private final Duration least;

    Term(Duration lookback, Duration least) {
      this.lookback = lookback;
      this.least = least;
    }

    private boolean hasDataIn(UsagePast past) {
      return past.at() - past.second(0) >= least.toSeconds();
    }
  }

  private final Model model;

  public KruizeRule(Model model) {
    this.model = model;
  }

  @Override
  public String name() {
    return model.name;
  }

  @Override
  public OptionalDouble size(UsagePast past) {
    OptionalDouble size = OptionalDouble.empty();
    for (Term term : Term.values()) {
      if (!past.isEmpty() && term.hasDataIn(past)) {
        size = size(past, term);
      }
    }
    return size;
  }

  /** The recommendation of one term; empty without usage in it. */
  public OptionalDouble size(UsagePast past, Term term) {
    UsagePast usage = past.last(term.lookback);
    if (usage.isEmpty()) {
      return OptionalDouble.empty();
    }
    Quarters quarters = Quarters.of(usage);
    return OptionalDouble.of(
        past.resource() == Resource.CPU
            ? cpu(quarters.maxima())
            : memory(quarters.maxima(), quarters.spreads()));
  }

  private double cpu(double[] maxima) {
    double greatest = nearestRank(maxima, 100);
    return greatest < ONE_CORE ? greatest : nearestRank(maxima, model.cpuPercentile);
  }

  private static double memory(double[] maxima, double[] spreads) {
    double usage = nearestRank(maxima, MEMORY_PERCENTILE);
    double spread = nearestRank(spreads, MEMORY_PERCENTILE);
    return Math.min(usage * (1 + USAGE_BUFFER), usage + spread * (1 + SPREAD_BUFFER));
  }

  /** The value whose rank is nearest to p % of the greatest rank: of 1 to 4, 60 is 3. */
  private static double nearestRank(double[] values, double percentile) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(percentile / 100 * (sorted.length - 1))];
  }

  /**
   * Usage by quarters of an hour, counted back from the time of prediction.
   *
   * @param maxima of each quarter that has samples
   * @param spreads maximum less minimum of the same, rounded up
   */
  private record Quarters(double[] maxima, double[] spreads) {

    static Quarters of(UsagePast usage) {
      double[] maxima = new double[usage.count()];
      double[] spreads = new double[usage.count()];
      int count = 0;
      int i = 0;
      while (i < usage.count()) {
        long quarter = back(usage, i);
        double max = usage.value(i);
        double min = max;
        for (; i < usage.count() && back(usage, i) == quarter; i++) {
          max = Math.max(max, usage.value(i));
          min = Math.min(min, usage.value(i));
        }
        maxima[count] = max;
        spreads[count++] = Math.ceil(max - min);
      }
      return new Quarters(Arrays.copyOf(maxima, count), Arrays.copyOf(spreads, count));
    }

    private static long back(UsagePast usage, int i) {
      return (usage.at() - usage.second(i) - 1) / INTERVAL;
    }
  }
}
