// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a pod's memory grows, by its last points. A fall by more than a tenth from one point to the
 * next is a restart or a garbage collection, and what was before it tells nothing of what comes.
 * Where the later half has another slope than the earlier one it alone counts, so that a change of
 * pace is followed within half of the points.
 *
 * @param line that counts
 * @param last the newest value in bytes
 * @param life how long it has gone on without a fall, as far as the points reach
 * @param slowing whether the later half grows by less than three quarters of the earlier one: a
 *     start or a cache that fills up
 */
record GrowthTrend(MemoryLine line, double last, Duration life, boolean slowing) {
  private static final double FALL = 0.9;

  /** The line must explain four fifths of the movement: a garbage collector's saw does not. */
  private static final double LEAST_FIT = 0.8;

  /** Less than 1 % of the limit over the points seen is noise. */
  private static final double LEAST_RISE = 0.01;

  /** A day: beyond it a straight line says nothing. */
  private static final double LONGEST_MINUTES = 24 * 60;

  private static final double SLOWER = 0.75;

  /** One less than the points reach back, as the newest may be late. */
  private static final Duration LEAST_LIFE = Duration.ofMinutes(13);

  /** Below it there is room for a start or a cache, whatever its pace. */
  private static final double LEAST_USED = 0.5;

  static GrowthTrend of(List<MemoryPoint> memory) {
    if (memory.isEmpty()) {
      return new GrowthTrend(MemoryLine.of(memory), 0, Duration.ZERO, false);
    }
    List<MemoryPoint> points = memory.subList(lastFall(memory), memory.size());
    MemoryPoint newest = points.get(points.size() - 1);
    Duration life = Duration.between(points.get(0).at(), newest.at());
    MemoryLine whole = MemoryLine.of(points);
    if (points.size() < 2 * MemoryLine.LEAST_POINTS) {
      return new GrowthTrend(whole, newest.bytes(), life, false);
    }
    int half = points.size() / 2;
    MemoryLine earlier = MemoryLine.of(points.subList(0, half));
    MemoryLine later = MemoryLine.of(points.subList(half, points.size()));
    return new GrowthTrend(
        later.differsFrom(earlier) ? later : whole,
        newest.bytes(),
        life,
        later.perMinute() < SLOWER * earlier.perMinute());
  }

  private static int lastFall(List<MemoryPoint> memory) {
    int start = 0;
    for (int i = 1; i < memory.size(); i++) {
      if (memory.get(i).bytes() < FALL * memory.get(i - 1).bytes()) {
        start = i;
      }
    }
    return start;
  }

  /**
   * Minutes until the limit along the line; absent when growth is not significant or the limit is
   * more than a day away. 900 of 1000 MiB growing by 10 a minute: 10; by 3: 33.3.
   */
  OptionalDouble minutesTo(double limit) {
    boolean significant =
        line.perMinute() > 0 && line.fit() >= LEAST_FIT && line.rise() >= LEAST_RISE * limit;
    // The line's end is steadier than the newest value; where that is ahead of it, it counts.
    double left = Math.max(0, limit - Math.max(last, line.end())) / line.perMinute();
    return significant && left <= LONGEST_MINUTES
        ? OptionalDouble.of(left)
        : OptionalDouble.empty();
  }

  /**
   * Whether significant growth is worth a warning before memory is near the limit: it goes on, in a
   * pod that is past its start, and over half of the limit is in use.
   */
  boolean isSustained(double limit) {
    return !slowing && life.compareTo(LEAST_LIFE) >= 0 && last >= LEAST_USED * limit;
  }
}
