// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import java.util.List;

/**
 * The least-squares line through memory points.
 *
 * @param perMinute slope in bytes a minute
 * @param error standard error of the slope
 * @param fit r² of the line, 0 to 1
 * @param rise of the line from the first point to the last, in bytes
 * @param end of the line at the last point, in bytes
 */
record MemoryLine(double perMinute, double error, double fit, double rise, double end) {
  /** Fewer points make no line. */
  static final int LEAST_POINTS = 5;

  /** As many standard errors are no chance. */
  private static final double SURE = 4;

  /** Slopes closer than this tell the same. */
  private static final double LEAST_CHANGE = 0.10;

  static MemoryLine of(List<MemoryPoint> memory) {
    int n = memory.size();
    if (n < LEAST_POINTS) {
      return new MemoryLine(0, 0, 0, 0, 0);
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
    if (xx == 0) {
      return new MemoryLine(0, 0, 0, 0, 0);
    }
    double slope = xy / xx;
    double unexplained = Math.max(0, yy - slope * xy);
    return new MemoryLine(
        slope,
        Math.sqrt(unexplained / (n - 2) / xx),
        yy == 0 ? 0 : xy * xy / (xx * yy),
        slope * minutes(memory.get(n - 1), start),
        meanY + slope * (minutes(memory.get(n - 1), start) - meanX));
  }

  /** Whether the other has another slope, and not by chance. */
  boolean differsFrom(MemoryLine other) {
    double gap = Math.abs(perMinute - other.perMinute);
    double greater = Math.max(Math.abs(perMinute), Math.abs(other.perMinute));
    return gap > LEAST_CHANGE * greater && gap > SURE * Math.hypot(error, other.error);
  }

  private static double minutes(MemoryPoint point, long start) {
    return (point.at().getEpochSecond() - start) / 60.0;
  }
}
