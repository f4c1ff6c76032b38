// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.apply.Cause;

/** What is known of a workload since its sizes changed. */
sealed interface Health {
  /** All that was looked at is well. */
  record Good() implements Health {}

  /** It got worse. */
  record Bad(Cause cause) implements Health {}

  /**
   * It cannot be determined: neither a reason to undo the change nor one to go on with it.
   *
   * @param why one sentence
   */
  record Uncertain(String why) implements Health {}

  /** Whether nothing is bad or unknown. */
  default boolean isGood() {
    return this instanceof Good;
  }
}
