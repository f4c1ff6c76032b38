// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import java.util.ArrayList;
import java.util.List;

/** Ticks in order of time, put together into episodes: from the first tick in alarm to the last. */
final class AlarmLog {
  private final List<Episode> episodes = new ArrayList<>();
  private int notifications;
  private int ticks;
  private int ticksOn;
  private long from = -1;
  private long lastOn;

  void add(long second, AlertOutput output) {
    ticks++;
    notifications += output.notifications();
    if (output.on()) {
      ticksOn++;
      // A new notification after a long pause starts a new episode, even without a quiet tick.
      if (from >= 0 && output.notifications() > 0 && second - lastOn > LONG_PAUSE) {
        close();
      }
      from = from < 0 ? second : from;
      lastOn = second;
    } else {
      close();
    }
  }

  /** A pause that ends a Prometheus alert at all steps that are replayed. */
  private static final long LONG_PAUSE = 600;

  private void close() {
    if (from >= 0) {
      episodes.add(new Episode(from, lastOn));
      from = -1;
    }
  }

  /** The episodes; one that is still open ends with its last tick. */
  List<Episode> episodes() {
    List<Episode> all = new ArrayList<>(episodes);
    if (from >= 0) {
      all.add(new Episode(from, lastOn));
    }
    return all;
  }

  int notifications() {
    return notifications;
  }

  int ticks() {
    return ticks;
  }

  int ticksOn() {
    return ticksOn;
  }

  /** From the first tick of an alarm, or of harm, to its last, in unix seconds. */
  record Episode(long from, long to) {
    boolean overlaps(long start, long end) {
      return from <= end && to >= start;
    }
  }
}
