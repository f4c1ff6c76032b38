// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import java.util.Optional;

/** What one signal says at one tick. */
sealed interface Observation {

  /**
   * It was seen.
   *
   * @param share, or value, to hold against the threshold; 0 where a further gate is not passed
   * @param figures of the worst pod, for people
   * @param limit that the worst pod is held to; empty where the signal is about none
   */
  record Measured(double share, String figures, Optional<Amount> limit) implements Observation {
    Measured(double share, String figures) {
      this(share, figures, Optional.empty());
    }
  }

  /** It cannot be determined. */
  record Unknown(Reason reason) implements Observation {}

  /**
   * The signal is absent and optional: nothing is reported, unless an alarm is active, which must
   * not read as cleared.
   */
  record Absent(Reason reason) implements Observation {}

  /** There is no limit that could be reached, so an alarm about it is void. */
  record Unlimited() implements Observation {}
}
