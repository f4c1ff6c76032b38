// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One container's throttled share against its peak / limit, hour by hour, made monotone: where a
 * higher peak was throttled less, both take their mean weighted by periods (pool adjacent
 * violators, Ayer et al. 1955), and between the means it is linear. No shape is assumed, and one
 * odd hour moves the curve only by its weight.
 */
final class ThrottleCurve {
  private final List<Point> points;

  /**
   * An hour, or several that were pooled.
   *
   * @param load peak / limit
   * @param share throttled periods / periods
   * @param periods its weight
   */
  record Point(double load, double share, double periods) {

    Point with(Point other) {
      double sum = periods + other.periods;
      return new Point(
          (load * periods + other.load * other.periods) / sum,
          (share * periods + other.share * other.periods) / sum,
          sum);
    }
  }

  /** The curve through hours; each has periods. */
  ThrottleCurve(List<Point> hours) {
    List<Point> pooled = new ArrayList<>();
    hours.stream()
        .sorted(Comparator.comparingDouble(Point::load).thenComparingDouble(Point::share))
        .forEach(
            hour -> {
              Point last = hour;
              while (!pooled.isEmpty() && pooled.get(pooled.size() - 1).share() > last.share()) {
                last = pooled.remove(pooled.size() - 1).with(last);
              }
              pooled.add(last);
            });
    this.points = pooled;
  }

  /**
   * The peak / limit up to which the share stays under a target; empty where every hour was over it
   * or there is none, and infinite where none was over it.
   */
  OptionalDouble loadFor(double target) {
    Point under = null;
    for (Point point : points) {
      if (point.share() > target) {
        return under == null ? OptionalDouble.empty() : OptionalDouble.of(at(under, point, target));
      }
      under = point;
    }
    return under == null ? OptionalDouble.empty() : OptionalDouble.of(Double.POSITIVE_INFINITY);
  }

  private static double at(Point under, Point over, double target) {
    double part = (target - under.share()) / (over.share() - under.share());
    return under.load() + part * (over.load() - under.load());
  }
}
