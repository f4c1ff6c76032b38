// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.prometheus.answer;

/**
 * How large one answer may be, so that no server can use up the heap.
 *
 * @param bytes after decompression
 * @param kept bytes of memory for labels, names and warnings
 */
public record ResponseLimits(long bytes, long kept) {
  /** Duplicates of HA pairs and restarts may multiply an answer; more is not what was asked. */
  public static final long MOST_OVER_BUDGET = 8;

  /** The longest sample with a little around it. */
  private static final long SAMPLE_BYTES = 48;

  /** Two numbers of eight bytes: labels may take as much memory as the samples of a budget. */
  private static final long KEPT_BYTES = 16;

  /** Labels of some series must always fit. */
  private static final long LEAST = 1 << 20;

  /** The limits of answers for a budget of samples. */
  public static ResponseLimits of(long sampleBudget) {
    return new ResponseLimits(
        LEAST + sampleBudget * MOST_OVER_BUDGET * SAMPLE_BYTES, LEAST + sampleBudget * KEPT_BYTES);
  }
}
