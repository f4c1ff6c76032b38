// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import java.util.List;
import java.util.OptionalLong;

/**
 * The least-squares line through a pod's last memory points.
 *
 * @param perMinute slope in bytes a minute
 * @param fit r² of the line, 0 to 1
 * @param rise of the line from the first point to the last, in bytes
 * @param last the newest value in bytes
 * @param points how many there are
 */
record GrowthTrend(double perMinute, double fit, double rise, double last, int points) {
  /** Fewer points make no line. */
  private static final int LEAST_POINTS = 5;

  /** The line must explain four fifths of the movement: a garbage collector's saw does not. */
  private static final double LEAST_FIT = 0.8;

  /** Less than 1 % of the limit over the points seen is noise. */
  private static final double LEAST_RISE = 0.01;

  /** A day: beyond it a straight line says nothing. */
  private static final long LONGEST_MINUTES = 24 * 60;

  static GrowthTrend of(List<MemoryPoint> memory) {
    int n = memory.size();
    if (n < LEAST_POINTS) {
      return new GrowthTrend(0, 0, 0, 0, n);
    }
    long start = memory.get(0).at().getEpochSecond();
    double meanX = 0;
    double meanY = 0;
    for (MemoryPoint point : memory) {
      meanX += minutes(point, start) / n;
      meanY += point.bytes() / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (MemoryPoint point : memory) {
      double x = minutes(point, start) - meanX;
      double y = point.bytes() - meanY;
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    double slope = xx == 0 ? 0 : xy / xx;
    double fit = xx == 0 || yy == 0 ? 0 : xy * xy / (xx * yy);
    MemoryPoint newest = memory.get(n - 1);
    return new GrowthTrend(slope, fit, slope * minutes(newest, start), newest.bytes(), n);
  }

  private static double minutes(MemoryPoint point, long start) {
    return (point.at().getEpochSecond() - start) / 60.0;
  }

  /**
   * Minutes until the limit, rounded down to 1, from ten minutes on to 5 and from an hour on to 30,
   * so that a status rests; absent when growth is not significant or the limit is more than a day
   * away. 900 of 1000 MiB growing by 10 a minute: 10; by 3: 30; by 1: 90.
   */
  OptionalLong minutesTo(double limit) {
    boolean significant =
        points >= LEAST_POINTS && perMinute > 0 && fit >= LEAST_FIT && rise >= LEAST_RISE * limit;
    if (!significant) {
      return OptionalLong.empty();
    }
    double left = Math.max(0, limit - last) / perMinute;
    if (left > LONGEST_MINUTES) {
      return OptionalLong.empty();
    }
    long minutes = (long) left;
    long step = minutes < 10 ? 1 : minutes < 60 ? 5 : 30;
    return OptionalLong.of(minutes / step * step);
  }
}
