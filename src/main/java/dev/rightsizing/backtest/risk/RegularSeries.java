// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.backtest.UsageSeries;

/**
 * A recording as slots of equal length.
 *
 * @param start unix second of the first slot
 * @param step seconds of a slot
 * @param cores usage; 0 where nothing was recorded
 */
record RegularSeries(long start, int step, double[] cores, boolean[] isRecorded) {

  static RegularSeries of(UsageSeries series, int step) {
    long start = series.second(0);
    int count = (int) ((series.second(series.count() - 1) - start) / step) + 1;
    double[] cores = new double[count];
    boolean[] recorded = new boolean[count];
    for (int i = 0; i < series.count(); i++) {
      int slot = (int) ((series.second(i) - start) / step);
      cores[slot] = series.value(i);
      recorded[slot] = true;
    }
    return new RegularSeries(start, step, cores, recorded);
  }

  long second(int slot) {
    return start + (long) slot * step;
  }

  boolean recorded(int slot) {
    return isRecorded[slot];
  }
}
