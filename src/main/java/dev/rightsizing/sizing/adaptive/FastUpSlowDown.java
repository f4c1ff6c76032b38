// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.adaptive;

import java.time.Duration;

/**
 * Which of the sizes that are computed again and again take effect: a greater one at once, a
 * smaller one only when it is smaller by some share and the last change is some time ago. So a size
 * does not follow each quiet hour.
 *
 * @param raise share by which a size must be greater
 * @param lower share by which it must be smaller
 * @param hold least time between a change and the next to a smaller size
 */
public record FastUpSlowDown(double raise, double lower, Duration hold) {

  /** Up from 2 % on, down from 10 % on and once a day. */
  public static final FastUpSlowDown DEFAULT = new FastUpSlowDown(0.02, 0.10, Duration.ofDays(1));

  /** Whether a size replaces the one in force for so many seconds. */
  public boolean replaces(double inForce, long seconds, double wanted) {
    return wanted > inForce * (1 + raise)
        || wanted < inForce * (1 - lower) && seconds >= hold.toSeconds();
  }
}
