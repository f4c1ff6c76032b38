// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How a pod's memory grows, by its points of the last hour. A fall by more than a tenth from one
 * point to the next is a restart or a garbage collection, and the points before it do not predict
 * what comes. The pace is that of the last quarter of an hour; where the later half of that has
 * another slope than the earlier one it alone counts, so that a change of pace is followed within
 * minutes.
 *
 * @param hour the line through all points, one in five minutes, so that none counts more
 * @param quarter the line through those of the last quarter of an hour
 * @param pace the line whose slope counts
 * @param last the newest value in bytes
 * @param life how long it has gone on without a fall, as far as the points reach
 * @param slowing whether the later half of the quarter grows by less than three quarters of the
 *     earlier one: a start or a cache that fills up
 */
record GrowthTrend(
    MemoryLine hour,
    MemoryLine quarter,
    MemoryLine pace,
    double last,
    Duration life,
    boolean slowing) {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private static final double FALL = 0.9;

  /** The line must explain four fifths of the movement: a garbage collector's saw does not. */
  private static final double LEAST_FIT = 0.8;

  /** Less than 1 % of the limit over the quarter is noise. */
  private static final double LEAST_RISE = 0.01;

  /** A day: beyond it a straight line says nothing. */
  private static final double LONGEST_MINUTES = 24 * 60;

  private static final double SLOWER = 0.75;

  /**
   * What leaks goes on for an hour at about one pace; nearly all that grows for a quarter of an
   * hour is a request, a cache or a collector that stops by itself. {@code docs/risk-accuracy.md}
   * has the figures. Less than the hour that is read, as points of five minutes may miss at its
   * ends.
   */
  private static final Duration LEAST_LIFE = Duration.ofMinutes(50);

  /** Half an hour of rest and half an hour of growth fit a line to four fifths. */
  private static final double LEAST_FIT_OF_HOUR = 0.9;

  private static final Duration SPACING = Duration.ofMinutes(5);

  private static final double FASTER = 2;

  /** Below it there is room for a start or a cache, whatever its pace. */
  private static final double LEAST_USED = 0.5;

  static GrowthTrend of(List<MemoryPoint> memory) {
    if (memory.isEmpty()) {
      MemoryLine none = MemoryLine.of(memory);
      return new GrowthTrend(none, none, none, 0, Duration.ZERO, false);
    }
    List<MemoryPoint> points = memory.subList(lastFall(memory), memory.size());
    MemoryPoint newest = points.get(points.size() - 1);
    Duration life = Duration.between(points.get(0).at(), newest.at());
    MemoryLine hour = MemoryLine.of(thinned(points));
    List<MemoryPoint> lately =
        points.stream().filter(p -> !p.at().isBefore(newest.at().minus(QUARTER))).toList();
    MemoryLine quarter = MemoryLine.of(lately);
    if (lately.size() < 2 * MemoryLine.LEAST_POINTS) {
      return new GrowthTrend(hour, quarter, quarter, newest.bytes(), life, false);
    }
    int half = lately.size() / 2;
    MemoryLine earlier = MemoryLine.of(lately.subList(0, half));
    MemoryLine later = MemoryLine.of(lately.subList(half, lately.size()));
    return new GrowthTrend(
        hour,
        quarter,
        later.differsFrom(earlier) ? later : quarter,
        newest.bytes(),
        life,
        later.perMinute() < SLOWER * earlier.perMinute());
  }

  private static List<MemoryPoint> thinned(List<MemoryPoint> points) {
    List<MemoryPoint> thinned = new ArrayList<>();
    for (int i = points.size() - 1; i >= 0; i--) {
      Instant later = thinned.isEmpty() ? Instant.MAX : thinned.get(thinned.size() - 1).at();
      if (!points.get(i).at().isAfter(later.minus(SPACING))) {
        thinned.add(points.get(i));
      }
    }
    Collections.reverse(thinned);
    return thinned;
  }

  private static boolean isSteady(MemoryLine line) {
    return line.perMinute() > 0 && line.fit() >= LEAST_FIT;
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
        isSteady(quarter) && quarter.rise() >= LEAST_RISE * limit && isSteady(pace);
    // The line's end is steadier than the newest value; where that is ahead of it, it counts.
    double left = Math.max(0, limit - Math.max(last, pace.end())) / pace.perMinute();
    return significant && left <= LONGEST_MINUTES
        ? OptionalDouble.of(left)
        : OptionalDouble.empty();
  }

  /**
   * Whether significant growth is that of a leak: it has gone on for an hour at about its present
   * pace, it goes on, and over half of the limit is in use.
   */
  boolean isLeak(double limit) {
    double pace = this.pace.perMinute();
    return !slowing
        && life.compareTo(LEAST_LIFE) >= 0
        && last >= LEAST_USED * limit
        && hour.perMinute() > 0
        && hour.fit() >= LEAST_FIT_OF_HOUR
        && pace <= FASTER * hour.perMinute()
        && pace >= SLOWER * hour.perMinute();
  }
}
