// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

import dev.rightsizing.usage.AnswerTooLargeException;
import dev.rightsizing.usage.LabelMeaning;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.UsageQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds the parts of a figure, one series a core, to the whole: at each step over the series that
 * differ in the core alone, so that replicas of Prometheus and lives of a container are added each
 * for itself. Where the container has a whole at the same time, that one counts. All else passes
 * through.
 */
final class WholeSeries implements SampleSink {
  /** 32 MB. */
  private static final long MOST_STEPS = 4_000_000;

  private final UsageQuery query;
  private final SampleSink next;
  private final Map<SeriesKey, Sum> sums = new HashMap<>();

  /** First and last second of each whole series. */
  private final Map<SeriesKey, List<long[]>> wholes = new HashMap<>();

  WholeSeries(UsageQuery query, SampleSink next) {
    this.query = query;
    this.next = next;
  }

  @Override
  public void series(SeriesKey key, long[] unixSeconds, double[] values, int count) {
    String part = key.labels().get(LabelMeaning.CPU);
    if (!LabelMeaning.isWhole(part)) {
      SeriesKey rest =
          new SeriesKey(
              key.namespace(), key.pod(), key.container(), key.labels().without(LabelMeaning.CPU));
      sums.computeIfAbsent(rest, r -> new Sum()).add(part, unixSeconds, values, count);
      if (sums.size() * query.points() > MOST_STEPS) {
        throw new AnswerTooLargeException(MOST_STEPS + " steps of containers with a series a core");
      }
      return;
    }
    SeriesKey container = key.bare();
    if (count > 0) {
      wholes
          .computeIfAbsent(container, k -> new ArrayList<>(1))
          .add(new long[] {unixSeconds[0], unixSeconds[count - 1]});
    }
    next.series(container, unixSeconds, values, count);
  }

  /** Hands the sums on, after the last series. */
  void end() {
    long[] seconds = new long[Math.toIntExact(query.points())];
    double[] values = new double[seconds.length];
    sums.forEach(
        (rest, sum) -> {
          SeriesKey container = rest.bare();
          int count = 0;
          for (int i = 0; i < values.length; i++) {
            long second = query.from().getEpochSecond() + i * query.step().toSeconds();
            if (!Double.isNaN(sum.steps[i]) && !hasWhole(container, second)) {
              seconds[count] = second;
              values[count++] = sum.steps[i];
            }
          }
          if (count > 0) {
            next.series(container, seconds, values, count);
          }
        });
  }

  private boolean hasWhole(SeriesKey container, long second) {
    return wholes.getOrDefault(container, List.of()).stream()
        .anyMatch(whole -> whole[0] <= second && second <= whole[1]);
  }

  private final class Sum {
    private final double[] steps = new double[Math.toIntExact(query.points())];

    /** A retry hands on a part again. */
    private final Set<String> added = new HashSet<>();

    Sum() {
      Arrays.fill(steps, Double.NaN);
    }

    void add(String part, long[] unixSeconds, double[] values, int count) {
      if (!added.add(part)) {
        return;
      }
      long first = query.from().getEpochSecond();
      long step = query.step().toSeconds();
      for (int i = 0; i < count; i++) {
        long at = Math.floorDiv(unixSeconds[i] - first, step);
        if (at >= 0 && at < steps.length) {
          double before = steps[(int) at];
          steps[(int) at] = Double.isNaN(before) ? values[i] : before + values[i];
        }
      }
    }
  }
}
