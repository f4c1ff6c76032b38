// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.replay;

/**
 * How sizes that one rule gives would have done, each day sized from what was before it.
 *
 * @param days tried
 * @param tooSmall days on which the request was under the usage: for CPU under the day's P95, for
 *     memory under its peak
 * @param over share of all samples of CPU, or of the days of memory, over the request, 0 to 1
 * @param reserve mean over the days of 1 - P95 / request, where a day whose P95 is over the request
 *     counts 0
 */
public record ReplayedDays(int days, int tooSmall, double over, double reserve) {
  /** There is no day with another before it. */
  public static final ReplayedDays NONE = new ReplayedDays(0, 0, 0, 0);
}
