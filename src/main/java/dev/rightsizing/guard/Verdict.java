// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.SizeStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a guard makes of a step. */
public sealed interface Verdict {
  /** It has nothing against it. */
  Verdict ALLOW = new Allow();

  /** It has nothing against it. */
  record Allow() implements Verdict {}

  /**
   * It allows a smaller one. A guard that keeps one resource as it is makes it smaller too.
   *
   * @param to what is left; without any change, nothing is
   * @param message one sentence for people
   */
  record Shrink(List<SizeStep> to, Reason reason, String message) implements Verdict {
    public Shrink {
      to = List.copyOf(to);
    }
  }

  /**
   * Not now.
   *
   * @param until when time alone will change it; empty where something else must happen
   * @param message one sentence for people: what holds it, with its numbers, and what to do
   */
  record Hold(Optional<Instant> until, Reason reason, String message) implements Verdict {
    /** Until something else happens. */
    public Hold(Reason reason, String message) {
      this(Optional.empty(), reason, message);
    }
  }

  /** Not in this way: nothing that passes by itself will change it. */
  record Refuse(Reason reason, String message) implements Verdict {}
}
