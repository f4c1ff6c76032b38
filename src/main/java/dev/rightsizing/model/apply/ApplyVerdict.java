// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * What one guard made of a step, as it is shown.
 *
 * @param guard its name, such as {@code Cooldown}
 * @param message one sentence: what holds it and what to do
 * @param until when it will be judged otherwise by time alone; empty where time changes nothing
 */
public record ApplyVerdict(
    String guard, Result result, Reason reason, String message, Optional<Instant> until) {

  /** From harmless to final. */
  public enum Result {
    ALLOW("Allow"),
    SHRINK("Shrink"),
    HOLD("Hold"),
    REFUSE("Refuse");

    private final String text;

    Result(String text) {
      this.text = text;
    }

    /** As in a Recommendation. */
    public String text() {
      return text;
    }

    /** Whether the step does not go on. */
    public boolean stops() {
      return this == HOLD || this == REFUSE;
    }
  }
}
