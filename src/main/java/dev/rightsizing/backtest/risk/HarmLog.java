// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.backtest.risk.AlarmLog.Episode;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks at which work was late, put together into episodes: a pause of less than an hour does not
 * end one. Each tick looks back 15 minutes, so harm may have begun that much before its first tick.
 */
final class HarmLog {
  private static final long PAUSE = 3600;
  private static final long LOOKED_BACK = 15 * 60;

  private final List<Episode> episodes = new ArrayList<>();
  private final long[] harmedOn;
  private long harmed;

  HarmLog(int rules) {
    harmedOn = new long[rules];
  }

  /**
   * One tick.
   *
   * @param on which rules are in alarm
   */
  void add(long second, boolean isHarm, boolean[] on) {
    if (!isHarm) {
      return;
    }
    harmed++;
    for (int r = 0; r < on.length; r++) {
      harmedOn[r] += on[r] ? 1 : 0;
    }
    int last = episodes.size() - 1;
    if (last >= 0 && second - episodes.get(last).to() < PAUSE) {
      episodes.set(last, new Episode(episodes.get(last).from(), second));
    } else {
      episodes.add(new Episode(second, second));
    }
  }

  /**
   * An alarm is right when it was on during an episode of harm or the 15 minutes that the first
   * tick looked back on; an episode is found when an alarm was on during it. The lead is from its
   * first tick to the first alarm's, 0 when that was on already.
   */
  void judge(List<Episode> alarms, int rule, long step, AlertScore tally) {
    tally.harm(harmed * step, harmedOn[rule] * step);
    for (Episode alarm : alarms) {
      tally.alarm(episodes.stream().anyMatch(h -> alarm.overlaps(h.from() - LOOKED_BACK, h.to())));
    }
    for (Episode harm : episodes) {
      alarms.stream()
          .filter(alarm -> alarm.overlaps(harm.from() - LOOKED_BACK, harm.to()))
          .findFirst()
          .ifPresentOrElse(
              alarm -> tally.found(Math.max(0, alarm.from() - harm.from()) / 60.0), tally::missed);
    }
  }
}
