// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * How sizes from the same rule would have done on the container's own past days, each computed from
 * what was before that day.
 *
 * @param days tried
 * @param over share over the size, 0 to 1: of samples for CPU, of days for memory
 * @param slack mean over the days of 1 - P95 / size, where a day whose P95 is over it counts 0
 */
public record OwnBackTest(int days, double over, double slack) {
  /** No day could be tried. */
  public static final OwnBackTest NONE = new OwnBackTest(0, 0, 0);
}
