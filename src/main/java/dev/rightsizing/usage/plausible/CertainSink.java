// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.SampleSink;
import dev.rightsizing.usage.SeriesKey;
import java.time.Duration;

/**
 * Lets the samples through that can be by what is known without asking: for figures beside usage,
 * of which one less does no harm.
 *
 * @param range how far a sample looks back
 */
public record CertainSink(Resource resource, Duration range, Ceilings ceilings, SampleSink next)
    implements SampleSink {

  @Override
  public void series(SeriesKey key, long[] unixSeconds, double[] values, int count) {
    Ceiling ceiling = ceilings.of(resource, key);
    long settled = range.toSeconds() + PlausibleSink.REACH_SECONDS;
    long[] seconds = new long[count];
    double[] kept = new double[count];
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (ceiling.allows(unixSeconds[i], settled, values[i])) {
        seconds[n] = unixSeconds[i];
        kept[n++] = values[i];
      }
    }
    if (n > 0 || count == 0) {
      next.series(key, seconds, kept, n);
    }
  }
}
