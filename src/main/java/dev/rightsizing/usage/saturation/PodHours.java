// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.SignalQuery;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The hours of one signal for each pod's containers; at equal times the greatest value counts. */
final class PodHours implements SampleSink {
  private static final long HOUR = 3600;

  private final SignalQuery query;
  private final Map<SeriesKey, double[]> series = new HashMap<>();

  PodHours(SignalQuery query) {
    this.query = query;
  }

  @Override
  public void series(SeriesKey key, long[] unixSeconds, double[] values, int count) {
    double[] hours = series.computeIfAbsent(key.bare(), k -> unknown(query.hours()));
    for (int i = 0; i < count; i++) {
      long at = Math.floorDiv(unixSeconds[i], HOUR) - 1 - query.firstHour();
      if (at >= 0 && at < hours.length && !(hours[(int) at] >= values[i])) {
        hours[(int) at] = values[i];
      }
    }
  }

  private static double[] unknown(int hours) {
    double[] values = new double[hours];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  Set<SeriesKey> keys() {
    return series.keySet();
  }

  /** The value of an hour since the epoch; NaN where it is unknown. */
  double at(SeriesKey key, long hour) {
    double[] hours = series.get(key);
    long at = hour - query.firstHour();
    return hours == null || at < 0 || at >= hours.length ? Double.NaN : hours[(int) at];
  }

  /** Whether anything at all is known of an hour: then what is not known was not there. */
  boolean knowsOf(long hour) {
    return series.keySet().stream().anyMatch(key -> !Double.isNaN(at(key, hour)));
  }
}
