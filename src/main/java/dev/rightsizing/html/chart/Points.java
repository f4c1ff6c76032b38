// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.html.chart;

import dev.rightsizing.model.HourFigures;
import dev.rightsizing.model.HourlySeries;
import java.util.Arrays;

/**
 * A series at even distances. Where there are more hours than points, a point is of several: the
 * mean of means, and the greatest of the others.
 *
 * @param first hour of the first point, in hours since the epoch
 * @param hours of one point
 * @param mean in cores or bytes; NaN where nothing is known
 */
record Points(long first, int hours, double[] mean, double[] p95, double[] peak) {

  static Points of(HourlySeries series, int most) {
    int all = Math.toIntExact(Math.max(1, series.endHour() - series.firstHour()));
    int each = (all + most - 1) / most;
    // Whole multiples since the epoch, so that a day has a whole number of points.
    while (24 % each != 0 && each < 24) {
      each++;
    }
    long first = Math.floorDiv(series.firstHour(), (long) each) * each;
    int count = Math.toIntExact((series.endHour() - first + each - 1) / each);
    double[] mean = nothing(count);
    double[] p95 = nothing(count);
    double[] peak = nothing(count);
    int[] known = new int[count];
    for (HourFigures hour : series.hours()) {
      int i = Math.toIntExact((hour.hour() - first) / each);
      if (i >= 0 && i < count) {
        mean[i] = known[i] == 0 ? hour.mean() : mean[i] + (hour.mean() - mean[i]) / (known[i] + 1);
        p95[i] = known[i] == 0 ? hour.p95() : Math.max(p95[i], hour.p95());
        peak[i] = known[i] == 0 ? hour.peak() : Math.max(peak[i], hour.peak());
        known[i]++;
      }
    }
    return new Points(first, each, mean, p95, peak);
  }

  int count() {
    return mean.length;
  }

  private static double[] nothing(int count) {
    double[] values = new double[count];
    Arrays.fill(values, Double.NaN);
    return values;
  }
}
