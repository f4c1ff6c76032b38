// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.command;

import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.backtest.risk.MemoryReplay;
import dev.rightsizing.backtest.risk.ScoreBoard;
import dev.rightsizing.backtest.risk.ThrottlingReplay;
import dev.rightsizing.backtest.risk.TimeToLimitAccuracy;
import dev.rightsizing.model.Resource;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Lets our risk watch and other rules watch the same usage. Series run side by side and are added
 * up in their order.
 */
final class RiskTournament {
  /** Risk is evaluated once a minute by default. */
  private static final long LEAST_STEP = 60;

  private final ScoreBoard memory = new ScoreBoard();
  private final ScoreBoard throttling = new ScoreBoard();
  private final TimeToLimitAccuracy announcements = new TimeToLimitAccuracy();

  RiskTournament(List<UsageSeries> usage) {
    Duration step = Duration.ofSeconds(Math.max(LEAST_STEP, usualGap(usage)));
    usage.parallelStream()
        .filter(series -> series.resource() == Resource.MEMORY)
        .map(series -> new MemoryReplay(step).add(series))
        .toList()
        .forEach(this::add);
    usage.parallelStream()
        .filter(series -> series.resource() == Resource.CPU)
        .map(series -> new ThrottlingReplay(step).add(series))
        .toList()
        .forEach(replay -> throttling.add(replay.board()));
  }

  private void add(MemoryReplay replay) {
    memory.add(replay.board());
    announcements.add(replay.announcements());
  }

  /** The median gap between samples of the longest series. */
  private static long usualGap(List<UsageSeries> usage) {
    UsageSeries longest =
        usage.stream().reduce((a, b) -> b.count() > a.count() ? b : a).orElseThrow();
    long[] gaps = new long[longest.count() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = longest.second(i + 1) - longest.second(i);
    }
    Arrays.sort(gaps);
    return gaps.length == 0 ? LEAST_STEP : gaps[gaps.length / 2];
  }

  ScoreBoard memory() {
    return memory;
  }

  ScoreBoard throttling() {
    return throttling;
  }

  TimeToLimitAccuracy announcements() {
    return announcements;
  }
}
