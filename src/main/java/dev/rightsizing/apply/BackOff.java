// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import java.time.Duration;

/** How long a workload is left alone after changes of it were undone. */
final class BackOff {
  /** Undone changes of one release after which it is left alone for good. */
  static final int MOST_UNDOS = 3;

  private static final Duration FIRST = Duration.ofMinutes(10);

  private BackOff() {}

  /** Twice as long with each change in a row. */
  static Duration after(int undos) {
    return FIRST.multipliedBy(1L << Math.min(undos - 1, MOST_UNDOS));
  }
}
