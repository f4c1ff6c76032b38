// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import dev.rightsizing.usage.SeriesKey;
import java.util.Arrays;

/**
 * Samples of one series that may not be usage: only what is recorded of their time can tell.
 *
 * @param of samples of the whole series
 */
@SuppressWarnings("ArrayRecordComponent")
record Suspects(SeriesKey key, Ceiling ceiling, long[] seconds, double[] values, int of) {

  static Suspects of(
      SeriesKey key, Ceiling ceiling, long[] seconds, double[] values, int count, int of) {
    return new Suspects(
        key, ceiling, Arrays.copyOf(seconds, count), Arrays.copyOf(values, count), of);
  }
}
