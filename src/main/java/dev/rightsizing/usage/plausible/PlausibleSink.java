// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import dev.rightsizing.usage.UsageQuery;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the samples of a slice through that can be, series by series. What no record can make
 * possible is left out at once; what only a record of its time can judge waits for {@link #settle}.
 * A series without either, which is nearly every one, is passed on as it came: one comparison a
 * sample.
 */
public final class PlausibleSink implements SampleSink {
  /** A sample at the start of a pod's life may reach back into the one of its name before it. */
  static final long REACH_SECONDS = 300;

  private final UsageQuery query;
  private final Ceilings ceilings;
  private final SampleSink next;
  private final DroppedSlice dropped;
  private final List<Suspects> suspects = new ArrayList<>();
  private long[] keptSeconds = new long[0];
  private double[] keptValues = new double[0];
  private long[] doubtSeconds = new long[0];
  private double[] doubtValues = new double[0];

  /**
   * @param owners of pods, by which is counted what was left out
   * @param next takes what is let through
   */
  public PlausibleSink(UsageQuery query, Ceilings ceilings, PodOwners owners, SampleSink next) {
    this.query = query;
    this.ceilings = ceilings;
    this.next = next;
    this.dropped = new DroppedSlice(query, owners);
  }

  @Override
  public void series(SeriesKey key, long[] unixSeconds, double[] values, int count) {
    Ceiling ceiling = ceilings.of(query.resource(), key);
    double doubt = ceiling.doubt();
    int first = 0;
    while (first < count && values[first] <= doubt) {
      first++;
    }
    if (first == count) {
      next.series(key, unixSeconds, values, count);
    } else {
      sort(key, ceiling, unixSeconds, values, count);
    }
  }

  private void sort(
      SeriesKey key, Ceiling ceiling, long[] unixSeconds, double[] values, int count) {
    if (keptSeconds.length < count) {
      keptSeconds = new long[count];
      keptValues = new double[count];
      doubtSeconds = new long[count];
      doubtValues = new double[count];
    }
    long settled = settledSeconds();
    double doubt = ceiling.doubt();
    int kept = 0;
    int doubtful = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] <= doubt) {
        keptSeconds[kept] = unixSeconds[i];
        keptValues[kept++] = values[i];
      } else if (ceiling.excludes(unixSeconds[i], settled, values[i])) {
        dropped.left(key, unixSeconds[i], values[i]);
      } else {
        doubtSeconds[doubtful] = unixSeconds[i];
        doubtValues[doubtful++] = values[i];
      }
    }
    if (doubtful > 0) {
      suspects.add(Suspects.of(key, ceiling, doubtSeconds, doubtValues, doubtful, count));
    }
    // Also without samples: what was there of the series' container is replaced.
    next.series(key, keptSeconds, keptValues, kept);
  }

  private long settledSeconds() {
    return query.range().toSeconds() + REACH_SECONDS;
  }

  /** Judges what waits by what is recorded of its time; what can be is let through after all. */
  public DroppedSlice settle(Records records) {
    if (!suspects.isEmpty()) {
      new Inquiry(query, records, dropped, next, settledSeconds()).judge(suspects);
      suspects.clear();
    }
    return dropped;
  }
}
