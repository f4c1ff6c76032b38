// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.saturation;

import static dev.rightsizing.testkit.Containers.size;
import static dev.rightsizing.testkit.Containers.usage;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.saturation.HourlyValues;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.model.saturation.Saturation;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the stages look at, written shortly. */
final class Cases {
  static final Instant NOW = Instant.parse("2026-03-04T10:30:00Z");
  static final long HOUR = NOW.getEpochSecond() / 3600;

  private Cases() {}

  static Observed cpu(String now, String p95, String max, Saturation saturation) {
    return new Observed(size(Resource.CPU, now), usage(Resource.CPU, p95, max), saturation);
  }

  static Observed memory(String now, String max, Saturation saturation) {
    return memory(now, max, max, saturation);
  }

  static Observed memory(String now, String p95, String max, Saturation saturation) {
    UsageSummary usage = usage(Resource.MEMORY, p95, max);
    return new Observed(size(Resource.MEMORY, now), usage, saturation);
  }

  /** Hours before now with this throttled share in percent, the last one first; 36,000 periods. */
  static Saturation throttled(double... percents) {
    return throttledOf(36_000, percents);
  }

  static Saturation throttledOf(int periods, double... percents) {
    float[] all = new float[percents.length];
    float[] waited = new float[percents.length];
    for (int i = 0; i < percents.length; i++) {
      int at = percents.length - 1 - i;
      all[at] = periods;
      waited[at] = (float) (periods * percents[i] / 100);
    }
    long first = HOUR - percents.length;
    return new Saturation(
        Optional.of(HourlyValues.from(first, all)),
        Optional.of(HourlyValues.from(first, waited)),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  static Saturation withLimits(Saturation s, double... cores) {
    return new Saturation(
        s.periods(), s.throttled(), s.rss(), Optional.of(lastFirst(cores)), s.kills());
  }

  /** One value an hour before now, the last one first. */
  static HourlyValues lastFirst(double... values) {
    float[] ordered = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      ordered[values.length - 1 - i] = (float) values[i];
    }
    return HourlyValues.from(HOUR - values.length, ordered);
  }

  static Saturation kills(OomKill... kills) {
    return Saturation.NONE.withKills(List.of(kills));
  }

  static OomKill kill(double daysAgo, String limit) {
    return OomKill.exactly(
        "web-1",
        NOW.minusSeconds(Math.round(daysAgo * 86_400)),
        limit.equals("-") ? Optional.empty() : Optional.of(bytes(limit)));
  }

  /** RSS of every hour of a week. */
  static Saturation rss(String most) {
    float[] values = new float[168];
    Arrays.fill(values, (float) bytes(most).value());
    return new Saturation(
        Optional.empty(),
        Optional.empty(),
        Optional.of(HourlyValues.from(HOUR - 168, values)),
        Optional.empty(),
        List.of());
  }

  static Amount bytes(String quantity) {
    return Amount.parse(Resource.MEMORY, quantity);
  }

  static Amount cores(String quantity) {
    return Amount.parse(Resource.CPU, quantity);
  }
}
