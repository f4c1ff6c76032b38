// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import dev.rightsizing.backtest.UsageSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * A recording of memory under a simulated limit: its first day sizes the limit, the rest is lived
 * through. The sample that reaches the limit is an OOM kill and ends a life. What the container
 * would have used after its restart the recording cannot tell, so the next life begins only when
 * usage is back under 80 % of the limit.
 *
 * @param limit in bytes
 */
public record MemoryTrial(UsageSeries series, double limit) {
  private static final long DAY = 86_400;
  private static final double RESTARTED = 0.8;

  /** A limit of so much times the first day's greatest usage; 0 when nothing was used. */
  public static MemoryTrial of(UsageSeries series, double factor) {
    double greatest = 0;
    for (int i = 0; i < series.count() && series.second(i) < judgedFrom(series); i++) {
      greatest = Math.max(greatest, series.value(i));
    }
    return new MemoryTrial(series, factor * greatest);
  }

  static long judgedFrom(UsageSeries series) {
    return series.second(0) + DAY;
  }

  /** The lives in order. */
  public List<Life> lives() {
    List<Life> lives = new ArrayList<>();
    int from = -1;
    boolean killed = false;
    for (int i = 0; i < series.count() && limit > 0; i++) {
      if (series.second(i) < judgedFrom(series) || killed && series.value(i) >= RESTARTED * limit) {
        continue;
      }
      killed = series.value(i) >= limit;
      from = from < 0 ? i : from;
      if (killed) {
        lives.add(new Life(from, i, true));
        from = -1;
      }
    }
    if (from >= 0) {
      lives.add(new Life(from, series.count(), false));
    }
    return lives;
  }

  /** The samples {@code [from, end)}; with a kill the sample {@code end} is it. */
  public record Life(int from, int end, boolean killed) {}
}
