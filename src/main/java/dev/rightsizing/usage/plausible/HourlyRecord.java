// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** One signal of each pod's containers by the hour; the greatest counts. */
final class HourlyRecord implements SampleSink {
  private static final long HOUR = 3600;

  private final long firstHour;
  private final int hours;
  private final Map<Named, double[]> containers = new HashMap<>();

  private record Named(String namespace, String pod, String container) {
    static Named of(SeriesKey key) {
      return new Named(key.namespace(), key.pod(), key.container());
    }
  }

  HourlyRecord(long firstHour, long lastHour) {
    this.firstHour = firstHour;
    this.hours = Math.toIntExact(lastHour - firstHour + 1);
  }

  @Override
  public void series(SeriesKey key, long[] unixSeconds, double[] values, int count) {
    double[] known = containers.computeIfAbsent(Named.of(key), k -> unknown());
    for (int i = 0; i < count; i++) {
      // A sample belongs to the hour that ends at its time.
      long at = Math.floorDiv(unixSeconds[i], HOUR) - 1 - firstHour;
      if (at >= 0 && at < known.length && !(known[(int) at] >= values[i])) {
        known[(int) at] = values[i];
      }
    }
  }

  private double[] unknown() {
    double[] values = new double[hours];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  boolean isEmpty() {
    return containers.isEmpty();
  }

  /** The greatest of some hours; empty where nothing is recorded of them. */
  OptionalDouble greatest(SeriesKey key, long fromHour, long toHour) {
    double[] known = containers.getOrDefault(Named.of(key), new double[0]);
    double greatest = Double.NaN;
    for (long hour = Math.max(fromHour, firstHour); hour <= toHour; hour++) {
      int at = (int) (hour - firstHour);
      if (at < known.length && !(greatest >= known[at]) && !Double.isNaN(known[at])) {
        greatest = known[at];
      }
    }
    return Double.isNaN(greatest) ? OptionalDouble.empty() : OptionalDouble.of(greatest);
  }
}
