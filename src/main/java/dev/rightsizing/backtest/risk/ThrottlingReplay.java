// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.backtest.risk.cpu.CfsCounters;
import dev.rightsizing.backtest.risk.cpu.CpuSimulation;
import dev.rightsizing.backtest.risk.cpu.Work;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/**
 * Lets the throttling rules watch simulated containers whose CPU usage is a recorded one, under
 * limits of several times the first day's P95, and holds their alarms against how late work was.
 */
public final class ThrottlingReplay {
  /** Limits as multiples of the first day's P95. */
  public static final List<Double> FACTORS = List.of(1.0, 2.0, 4.0);

  /** Work is late by more than so many seconds; the first is the main truth. */
  public static final List<Double> LATE_OVER = List.of(0.25, 0.1, 1.0);

  /** Few people set less. */
  private static final double LEAST_LIMIT = 0.1;

  private static final double QUANTILE = 0.95;
  private static final long DAY = 86_400;
  private static final long MINUTE = 60;

  private final ScoreBoard board = new ScoreBoard();
  private final WatchRules rules;
  private final int step;

  /**
   * @param step between samples; of a longer one than a minute, one minute is simulated
   */
  public ThrottlingReplay(Duration step) {
    this.rules = new WatchRules(step);
    this.step = (int) step.toSeconds();
  }

  /** The name of a truth in the board. */
  public static String truth(double lateOver) {
    return Math.round(1000 * lateOver) + " ms";
  }

  /** Alarms and harm, by kind of work, rule and truth. */
  public ScoreBoard board() {
    return board;
  }

  /** Watches one series under all limits, with all kinds of work. */
  public ThrottlingReplay add(UsageSeries series) {
    RegularSeries slots = RegularSeries.of(series, step);
    List<Double> limits = limits(series);
    if (limits.isEmpty()) {
      return this;
    }
    CpuSimulation simulation = new CpuSimulation(series.name(), limits, LATE_OVER);
    for (Work work : Work.values()) {
      List<CfsCounters> counted = simulation.run(work, slots.cores());
      for (int i = 0; i < limits.size(); i++) {
        watch(slots, counted.get(i), work, Optional.of(Amount.cores(limits.get(i))));
      }
    }
    return this;
  }

  /** Different limits alone: many small containers have the least one for all factors. */
  private static List<Double> limits(UsageSeries series) {
    double[] day = series.before(series.second(0) + DAY, Duration.ofDays(1)).values();
    Arrays.sort(day);
    double p95 = day[(int) (QUANTILE * (day.length - 1))];
    TreeSet<Double> limits = new TreeSet<>();
    FACTORS.forEach(factor -> limits.add(Math.max(LEAST_LIMIT, factor * p95)));
    return p95 > 0 ? List.copyOf(limits) : List.of();
  }

  private void watch(RegularSeries slots, CfsCounters counters, Work work, Optional<Amount> limit) {
    List<RiskWatch.Named> watches = rules.throttling();
    List<AlarmLog> logs = watches.stream().map(w -> new AlarmLog()).toList();
    List<HarmLog> harms = LATE_OVER.stream().map(l -> new HarmLog(watches.size())).toList();
    Lateness lateness = new Lateness(counters, step);
    boolean[] on = new boolean[watches.size()];
    for (int slot = 0; slot < counters.minutes(); slot++) {
      long second = slots.second(slot);
      if (!slots.recorded(slot) || second < slots.second(0) + DAY) {
        continue;
      }
      Instant now = Instant.ofEpochSecond(second);
      ContainerReading reading = reading(limit, rates(counters, slot));
      for (int r = 0; r < on.length; r++) {
        AlertOutput output = watches.get(r).watch().evaluate(reading, now);
        logs.get(r).add(second, output);
        on[r] = output.on();
      }
      for (int truth = 0; truth < harms.size(); truth++) {
        harms.get(truth).add(second, lateness.harmed(truth, slot), on);
      }
    }
    for (int r = 0; r < on.length; r++) {
      for (int truth = 0; truth < harms.size(); truth++) {
        AlertScore tally =
            board.of(work.text(), watches.get(r).name(), truth(LATE_OVER.get(truth)));
        harms.get(truth).judge(logs.get(r).episodes(), r, step, tally);
        tally.watched(logs.get(r), step);
      }
    }
  }

  /** As PromQL's rates over five minutes. */
  private Cfs rates(CfsCounters counters, int slot) {
    int window = Math.max(1, (int) (5 * MINUTE / step));
    int periods = 0;
    int throttled = 0;
    double waited = 0;
    for (int i = Math.max(0, slot - window + 1); i <= slot; i++) {
      periods += counters.periods(i);
      throttled += counters.throttled(i);
      waited += counters.waited(i);
    }
    double seconds = (double) window * MINUTE;
    double share = periods == 0 ? 0 : (double) throttled / periods;
    return new Cfs(share, waited / seconds, periods / seconds);
  }

  private static ContainerReading reading(Optional<Amount> limit, Cfs cfs) {
    PodReading pod = new PodReading("pod", Optional.of(cfs), List.of(), OptionalDouble.empty());
    return new ContainerReading(
        "container", limit, Optional.empty(), true, List.of(pod), List.of(), Map.of());
  }
}
