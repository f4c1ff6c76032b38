// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.Quantile;
import dev.rightsizing.backtest.SizeRule;
import dev.rightsizing.backtest.UsagePast;
import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Attune: the greatest of P95 of CPU, or P99 of memory, over a week of samples five minutes apart
 * and the same over each hour of the day (UTC); + 20 % for CPU, 30 % for memory; more for bursts
 * and with little data. As shipped, between 1m and 4 cores, 4 MiB and 8 GiB.
 *
 * <p>Source: Attune, internal/recommendation/chain.go, internal/metrics/profile.go and
 * api/v1alpha1/defaults.go; where its documentation says otherwise, the code.
 */
public final class AttuneRule implements SizeRule {
  private static final Duration LOOKBACK = Duration.ofDays(7);

  /** Seconds. */
  private static final long STEP = 300;

  private static final int HOURS = 24;
  private static final int LEAST_POINTS = 48;
  private static final double CPU_QUANTILE = 0.95;
  private static final double MEMORY_QUANTILE = 0.99;
  private static final double CPU_OVERHEAD = 0.2;
  private static final double MEMORY_OVERHEAD = 0.3;

  /** A maximum of more than so many P95 is a burst. */
  private static final double BURST = 3;

  private static final double BURST_SENSITIVITY = 0.1;

  /** Days of data, or of points as good as an hour each, for full confidence. */
  private static final double SURE_AFTER_DAYS = 7;

  /** A change of less is none; one of more is capped to this step. */
  private static final double LEAST_CHANGE = 0.1;

  private static final double CPU_STEP = 0.5;
  private static final double MEMORY_STEP = 0.3;

  private static final Floors LEAST = new Floors(0.001, 4 * Floors.MIB);
  private static final double MOST_CORES = 4;
  private static final double MOST_BYTES = 8 * 1024 * Floors.MIB;

  private final Form form;

  public AttuneRule(Form form) {
    this.form = form;
  }

  @Override
  public String name() {
    return form == Form.RULE ? "Attune" : "Attune, as shipped";
  }

  /** The goal, before the change filter of {@link #stored}, which needs to know the request. */
  @Override
  public OptionalDouble size(UsagePast past) {
    Points points = Points.of(past.last(LOOKBACK));
    if (points.count() < LEAST_POINTS) {
      return OptionalDouble.empty();
    }
    boolean cpu = past.resource() == Resource.CPU;
    double raw = points.busiest(cpu ? CPU_QUANTILE : MEMORY_QUANTILE);
    double size =
        raw * (1 + (cpu ? CPU_OVERHEAD : MEMORY_OVERHEAD)) * burst(points) * doubt(points);
    return OptionalDouble.of(form == Form.RULE ? size : bounded(past.resource(), size));
  }

  /** 1 up to three times P95, then 0.1 more for each doubling: 1.2 at 4 times, 1.3 at 8 times. */
  private static double burst(Points points) {
    double p95 = Quantile.of(points.copy(), 0.95);
    double ratio = p95 > 0 ? points.max() / p95 : 0;
    return ratio > BURST ? 1 + BURST_SENSITIVITY * Math.log(ratio) / Math.log(2) : 1;
  }

  /** 1 + (1 - c)^2 with a confidence c from 0 to 1: 2 at 0, 1.25 at a half, 1 at 1. */
  private static double doubt(Points points) {
    double days = Math.min(points.days(), Math.sqrt((double) points.count() / HOURS));
    double confidence = Math.max(0, Math.min(1, days / SURE_AFTER_DAYS));
    return 1 + Math.pow(1 - confidence, 2);
  }

  private static double bounded(Resource resource, double size) {
    return Math.min(
        LEAST.raise(resource, size), resource == Resource.CPU ? MOST_CORES : MOST_BYTES);
  }

  /**
   * What it stores and applies instead of a goal: the current request if the change is below 10 %;
   * one step towards the goal, 50 % of CPU or 30 % of memory, if it is more than that.
   *
   * @param goal see {@link #size}
   * @param current the request, in cores or bytes; more than 0
   */
  public double stored(Resource resource, double goal, double current) {
    double change = goal / current - 1;
    double step = resource == Resource.CPU ? CPU_STEP : MEMORY_STEP;
    if (Math.abs(change) < LEAST_CHANGE) {
      return current;
    }
    return current * (1 + Math.max(-step, Math.min(step, change)));
  }

  /** The last sample of each step of five minutes, in order of time. */
  private record Points(long[] seconds, double[] values, int count) {

    static Points of(UsagePast past) {
      long from = past.at() - LOOKBACK.toSeconds();
      int most = (int) (LOOKBACK.toSeconds() / STEP);
      Points points = new Points(new long[most], new double[most], 0);
      int count = 0;
      int next = 0;
      for (long at = from; at < past.at(); at += STEP) {
        int before = next;
        while (next < past.count() && past.second(next) <= at) {
          next++;
        }
        if (next > before) {
          points.seconds[count] = at;
          points.values[count++] = past.value(next - 1);
        }
      }
      return new Points(points.seconds, points.values, count);
    }

    double[] copy() {
      return Arrays.copyOf(values, count);
    }

    double max() {
      return Arrays.stream(values, 0, count).max().orElse(0);
    }

    double days() {
      return (seconds[count - 1] - seconds[0]) / (double) Duration.ofDays(1).toSeconds();
    }

    /** The quantile of all, or of the hour of the day where it is greatest. */
    double busiest(double q) {
      double[][] hours = new double[HOURS][count];
      int[] sizes = new int[HOURS];
      for (int i = 0; i < count; i++) {
        int hour = (int) Math.floorMod(Math.floorDiv(seconds[i], 3600L), (long) HOURS);
        hours[hour][sizes[hour]++] = values[i];
      }
      double greatest = Quantile.of(copy(), q);
      for (int hour = 0; hour < HOURS; hour++) {
        if (sizes[hour] > 0) {
          greatest = Math.max(greatest, Quantile.of(Arrays.copyOf(hours[hour], sizes[hour]), q));
        }
      }
      return greatest;
    }
  }
}
