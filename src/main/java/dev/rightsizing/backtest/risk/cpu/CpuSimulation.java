// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk.cpu;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Makes work of recorded means and runs the same work under several limits. Sizes of pieces are
 * exponential about the kind's mean, times are spread over the minute at random; what the pieces
 * use adds up to what was recorded. The same name gives the same work.
 *
 * @param seed what the work is drawn by, such as the name of the series
 * @param limits in cores
 * @param lateOver seconds of delay over which a piece is late, each counted apart
 */
public record CpuSimulation(String seed, List<Double> limits, List<Double> lateOver) {

  public CpuSimulation {
    limits = List.copyOf(limits);
    lateOver = List.copyOf(lateOver);
  }

  /** Of mean 1: most pieces are short, one in twenty is three times the mean. */
  private static final double[] EXPONENTIAL = exponential();

  /**
   * Runs one minute after another.
   *
   * @param cores mean usage of each minute; a minute that was not recorded has 0
   * @return the counters of each limit
   */
  public List<CfsCounters> run(Work work, double[] cores) {
    double[] thresholds = lateOver.stream().mapToDouble(Double::doubleValue).toArray();
    List<CfsCounters> counters =
        limits.stream().map(limit -> new CfsCounters(cores.length, thresholds)).toList();
    if (work == Work.STEADY) {
      IntStream.range(0, limits.size())
          .forEach(i -> steady(new SteadyLoad(limits.get(i), counters.get(i)), cores));
    } else {
      CfsQuota[] quotas =
          IntStream.range(0, limits.size())
              .mapToObj(i -> new CfsQuota(limits.get(i), counters.get(i)))
              .toArray(CfsQuota[]::new);
      pieces(work, cores, quotas);
    }
    return counters;
  }

  private static void steady(SteadyLoad load, double[] cores) {
    for (int minute = 0; minute < cores.length; minute++) {
      load.run(minute, cores[minute]);
    }
  }

  private void pieces(Work work, double[] cores, CfsQuota[] quotas) {
    double greatest = 0;
    for (double one : cores) {
      greatest = Math.max(greatest, one);
    }
    double threads = work.threads(greatest);
    SplittableRandom random = new SplittableRandom(seed.hashCode() * 31L + work.ordinal());
    double[] sizes = new double[16];
    double credit = 0;
    double next = size(work, random);
    for (int minute = 0; minute < cores.length; minute++) {
      credit += cores[minute] * 60;
      int count = 0;
      while (next <= credit) {
        credit -= next;
        if (count == sizes.length) {
          sizes = Arrays.copyOf(sizes, 2 * count);
        }
        sizes[count++] = next;
        next = size(work, random);
      }
      for (int i = 0; i < count; i++) {
        double arrival = 60.0 * (minute + (i + random.nextDouble()) / count);
        for (CfsQuota quota : quotas) {
          quota.run(arrival, sizes[i], threads);
        }
      }
    }
  }

  private static double size(Work work, SplittableRandom random) {
    return work.seconds() * EXPONENTIAL[random.nextInt(EXPONENTIAL.length)];
  }

  private static double[] exponential() {
    int count = 1 << 12;
    double[] sizes = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sizes[i] = -Math.log(1 - (i + 0.5) / count);
      sum += sizes[i];
    }
    for (int i = 0; i < count; i++) {
      sizes[i] *= count / sum;
    }
    return sizes;
  }
}
