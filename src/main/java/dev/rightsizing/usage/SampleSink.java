// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

/**
 * Takes samples as they are parsed. One container may come in several series (restarts, HA pairs);
 * at equal times the greatest value counts.
 */
@FunctionalInterface
public interface SampleSink {

  /**
   * One series. The arrays are reused after the call.
   *
   * @param unixSeconds times in ascending order; {@code count} of them are valid
   * @param values cores or bytes; finite and not negative
   */
  void series(SeriesKey key, long[] unixSeconds, double[] values, int count);
}
