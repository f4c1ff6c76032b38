// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds a workload whose last change was undone, also where a step is requested by hand. A time
 * that is further away than any back-off is that of a wrong clock and does not count.
 */
public final class BackOff implements Guard {
  /** More than any back-off lasts. */
  private static final Duration LONGEST = Duration.ofDays(7);

  @Override
  public String name() {
    return "BackOff";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    Instant now = facts.now();
    Optional<Instant> until =
        facts
            .memory()
            .notBefore()
            .filter(now::isBefore)
            .filter(time -> !time.isAfter(now.plus(LONGEST)));
    return until.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Hold(
            until,
            Reason.BACKING_OFF,
            "The last change was undone (in a row: "
                + facts.memory().undos()
                + "), so the next one begins at "
                + until.get()
                + " at the earliest; rightsize history shows why");
  }
}
