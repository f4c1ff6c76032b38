// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.backtest.risk.AlarmLog.Episode;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Lets the memory rules watch recorded working sets under limits of several times the first day's
 * peak, and counts kills, warnings and announcements.
 */
public final class MemoryReplay {
  /** Limits as multiples of the first day's peak. */
  public static final List<Double> FACTORS = List.of(1.0, 1.1, 1.25, 1.5);

  /** A warning is right when a kill follows within so many hours. */
  public static final List<Integer> HORIZON_HOURS = List.of(24, 1);

  /** As the operator's reader looks back: an hour, of which only the end is read in full. */
  private static final long PAST_SECONDS = 60 * 60;

  private static final long TREND_SECONDS = 15 * 60;
  private static final long PAST_STEP_SECONDS = 5 * 60;

  private final ScoreBoard board = new ScoreBoard();
  private final TimeToLimitAccuracy announcements = new TimeToLimitAccuracy();
  private final WatchRules rules;

  /**
   * @param step between samples
   */
  public MemoryReplay(Duration step) {
    rules = new WatchRules(step);
  }

  /** The name of a limit in the board. */
  public static String setting(double factor) {
    return factor + " x";
  }

  /** The name of a horizon in the board. */
  public static String truth(int hours) {
    return hours + " h";
  }

  /** Watches one series under all limits. */
  public MemoryReplay add(UsageSeries series) {
    for (double factor : FACTORS) {
      MemoryTrial trial = MemoryTrial.of(series, factor);
      for (MemoryTrial.Life life : trial.lives()) {
        live(trial, life, setting(factor));
      }
    }
    return this;
  }

  /** Kills, warnings and time, by limit, rule and horizon. */
  public ScoreBoard board() {
    return board;
  }

  /** What minutesToLimit announced. */
  public TimeToLimitAccuracy announcements() {
    return announcements;
  }

  private void live(MemoryTrial trial, MemoryTrial.Life life, String setting) {
    UsageSeries series = trial.series();
    EngineUnderTest seat = new EngineUnderTest(rules.settings());
    List<RiskWatch.Named> watches = rules.memory(seat);
    List<AlarmLog> logs = watches.stream().map(w -> new AlarmLog()).toList();
    TimeToLimitAccuracy.Log announced = new TimeToLimitAccuracy.Log();
    Optional<Amount> limit = Optional.of(Amount.bytes(trial.limit()));
    List<MemoryPoint> points = new ArrayList<>();
    int first = life.from();
    for (int i = life.from(); i < life.end(); i++) {
      Instant now = Instant.ofEpochSecond(series.second(i));
      points.add(new MemoryPoint(now, series.value(i)));
      while (series.second(first) < series.second(i) - PAST_SECONDS) {
        first++;
      }
      ContainerReading reading =
          reading(limit, visible(points.subList(first - life.from(), points.size())));
      for (int r = 0; r < watches.size(); r++) {
        logs.get(r).add(series.second(i), watches.get(r).watch().evaluate(reading, now));
      }
      announced.add(series.second(i), seat.assess(reading, now).minutesToLimit());
    }
    Fate fate = Fate.of(series, life);
    for (int r = 0; r < watches.size(); r++) {
      for (int hours : HORIZON_HOURS) {
        AlertScore tally = board.of(setting, watches.get(r).name(), truth(hours));
        fate.judge(logs.get(r), hours * 3600L, tally);
        tally.watched(logs.get(r), rules.step().toSeconds());
      }
    }
    announcements.judge(announced, fate.killedAt(), fate.end());
  }

  /** Of all but the last quarter of an hour the greatest of each five minutes. */
  private static List<MemoryPoint> visible(List<MemoryPoint> points) {
    long recent = points.get(points.size() - 1).at().getEpochSecond() - TREND_SECONDS;
    List<MemoryPoint> visible = new ArrayList<>();
    long bucket = Long.MIN_VALUE;
    for (MemoryPoint point : points) {
      long second = point.at().getEpochSecond();
      long here = -Math.floorDiv(-second, PAST_STEP_SECONDS) * PAST_STEP_SECONDS;
      if (second >= recent) {
        visible.add(point);
      } else if (here != bucket) {
        visible.add(new MemoryPoint(Instant.ofEpochSecond(Math.min(here, recent)), point.bytes()));
        bucket = here;
      } else if (point.bytes() > visible.get(visible.size() - 1).bytes()) {
        visible.set(
            visible.size() - 1,
            new MemoryPoint(visible.get(visible.size() - 1).at(), point.bytes()));
      }
    }
    return visible;
  }

  private static ContainerReading reading(Optional<Amount> limit, List<MemoryPoint> points) {
    PodReading pod = new PodReading("pod", Optional.empty(), points, OptionalDouble.empty());
    return new ContainerReading(
        "container", Optional.empty(), limit, true, List.of(pod), List.of(), Map.of());
  }

  /**
   * How a life ended.
   *
   * @param end unix second of its kill, or of its last sample
   */
  record Fate(long end, boolean killed) {
    static Fate of(UsageSeries series, MemoryTrial.Life life) {
      return life.killed()
          ? new Fate(series.second(life.end()), true)
          : new Fate(series.second(life.end() - 1), false);
    }

    long killedAt() {
      return killed ? end : Long.MAX_VALUE;
    }

    /**
     * An alarm is right when the kill follows within the horizon of its first tick; it is not
     * judged when the recording ends before that without one. A kill is foreseen when an alarm was
     * on within the horizon before it; the lead is from that alarm's first tick.
     */
    void judge(AlarmLog log, long horizon, AlertScore tally) {
      long firstOn = Long.MAX_VALUE;
      for (Episode alarm : log.episodes()) {
        if (killed || alarm.from() + horizon <= end) {
          tally.alarm(killed && end - alarm.from() <= horizon);
        }
        if (alarm.to() >= end - horizon) {
          firstOn = Math.min(firstOn, alarm.from());
        }
      }
      if (killed && firstOn == Long.MAX_VALUE) {
        tally.missed();
      } else if (killed) {
        tally.found((end - firstOn) / 60.0);
      }
    }
  }
}
