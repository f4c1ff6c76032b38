// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.peer;

import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.model.Resource;

/**
 * Eight days of one container, a sample a minute, the same in any language: business hours on five
 * days of seven, a burst of CPU from 10:00 to 10:05 each day, a peak of memory right after it, and
 * noise from a linear congruential generator.
 */
final class GoldenTrace {
  static final double MIB = 1024.0 * 1024.0;
  static final int DAY_MINUTES = 1440;
  static final int MINUTES = 8 * DAY_MINUTES;
  private static final long SEED = 12_345;
  private static final long MASK = 0x7fffffff;

  private final double[] cores = new double[MINUTES];
  private final double[] bytes = new double[MINUTES];

  GoldenTrace() {
    long state = SEED;
    for (int t = 0; t < MINUTES; t++) {
      state = (1_103_515_245L * state + 12_345) & MASK;
      fill(t, state / (double) MASK);
    }
  }

  private void fill(int t, double noise) {
    int minute = t % DAY_MINUTES;
    int hour = minute / 60;
    boolean business = t / DAY_MINUTES % 7 < 5 && hour >= 9 && hour < 17;
    boolean burst = minute >= 600 && minute < 605;
    cores[t] = burst ? 0.90 : 0.10 + (business ? 0.25 : 0.0) + 0.05 * noise;
    double usual = (business ? 420 : 300) * MIB + Math.floor(40 * MIB * noise);
    bytes[t] = minute == 605 ? 560 * MIB : usual;
  }

  UsageSeries cpu() {
    return series(Resource.CPU, cores, 60, MINUTES);
  }

  UsageSeries memory() {
    return series(Resource.MEMORY, bytes, 60, MINUTES);
  }

  /** The minute's value every 75 seconds, the grid of KRR's queries. */
  UsageSeries every75Seconds(Resource resource) {
    int count = MINUTES * 60 / 75;
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (resource == Resource.CPU ? cores : bytes)[i * 75 / 60];
    }
    return series(resource, values, 75, count);
  }

  private static UsageSeries series(Resource resource, double[] values, long step, int count) {
    long[] seconds = new long[count];
    for (int i = 0; i < count; i++) {
      seconds[i] = i * step;
    }
    return new UsageSeries("golden", resource, seconds, values);
  }
}
