// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How true minutesToLimit was: of each stretch of ticks that gave a time, the first is judged, as
 * it is the one that a person reads first.
 */
public final class TimeToLimitAccuracy {
  /** A time is true when the kill comes within twice of it. */
  private static final int TWICE = 2;

  private static final long DAY = 86_400;

  private final List<Announced> all = new ArrayList<>();

  /**
   * One announcement.
   *
   * @param minutes predicted time to the limit
   * @param actual minutes until the kill; infinite when none came within a day
   * @param onTime whether the kill came within twice the predicted minutes
   */
  record Announced(long minutes, double actual, boolean onTime) {}

  /** Announcements of one life, as they come. */
  static final class Log {
    private final List<Prediction> firsts = new ArrayList<>();
    private boolean saying;

    void add(long second, OptionalLong minutes) {
      if (minutes.isPresent() && !saying) {
        firsts.add(new Prediction(second, minutes.getAsLong()));
      }
      saying = minutes.isPresent();
    }

    private record Prediction(long second, long minutes) {}
  }

  /** Judges a life's announcements; what the recording's end leaves open is left out. */
  void judge(Log log, long killedAt, long end) {
    for (Log.Prediction first : log.firsts) {
      // It is rounded down, and 0 says within a minute.
      long twice = TWICE * 60 * Math.max(1, first.minutes());
      boolean killed = killedAt != Long.MAX_VALUE;
      if (!killed && first.second() + Math.max(twice, DAY) > end) {
        continue;
      }
      double actual = killed ? (killedAt - first.second()) / 60.0 : Double.POSITIVE_INFINITY;
      boolean onTime = actual * 60 <= twice;
      all.add(new Announced(first.minutes(), actual, onTime));
    }
  }

  /** Adds another's. */
  public void add(TimeToLimitAccuracy other) {
    all.addAll(other.all);
  }

  /** Figures over the announcements of at most so many minutes. */
  public Figures within(long minutes) {
    List<Announced> announced = all.stream().filter(a -> a.minutes() <= minutes).toList();
    List<Announced> killed = announced.stream().filter(a -> a.actual() * 60 <= DAY).toList();
    return new Figures(
        announced.size(),
        (int) announced.stream().filter(Announced::onTime).count(),
        killed.size(),
        AlertScore.median(
            killed.stream()
                .map(a -> Math.abs(Math.max(1, a.minutes()) - a.actual()) / a.actual())
                .toList()));
  }

  /**
   * What came of announcements.
   *
   * @param predictions their number
   * @param onTime predictions with a kill within twice the predicted time
   * @param killed with a kill within a day
   * @param medianError median relative error of the predicted time, over those with a kill within a
   *     day; 0.5: half as long or half as long again
   */
  public record Figures(int predictions, int onTime, int killed, double medianError) {}
}
