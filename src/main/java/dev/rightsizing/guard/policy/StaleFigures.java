// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Holds on figures that may not be true any more: of a failed evaluation, of a policy that was not
 * evaluated for three intervals, or of a Recommendation that is not written any more. A time that
 * is yet to come proves nothing either, as a clock was wrong then.
 */
public final class StaleFigures implements Guard {
  private static final int INTERVALS = 3;
  private static final Duration LEAST = Duration.ofHours(1);

  /** A Recommendation is written at least every 36 hours, also where nothing changed. */
  private static final Duration LONGEST_UNWRITTEN = Duration.ofHours(48);

  @Override
  public String name() {
    return "StaleFigures";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    Optional<String> stale = facts.goal().stale();
    if (stale.isPresent()) {
      return new Verdict.Hold(
          Reason.STALE, "The figures are from an earlier evaluation: " + stale.get());
    }
    Duration intervals = facts.interval().multipliedBy(INTERVALS);
    Duration longest = intervals.compareTo(LEAST) > 0 ? intervals : LEAST;
    Instant computed = facts.goal().computedAt();
    Instant evaluated = facts.lastEvaluation().orElse(computed);
    if (isOutside(evaluated, longest, facts.now())) {
      return held("policy was last evaluated", evaluated, longest);
    }
    Duration unwritten = longest.compareTo(LONGEST_UNWRITTEN) > 0 ? longest : LONGEST_UNWRITTEN;
    return isOutside(computed, unwritten, facts.now())
        ? held("figures were computed", computed, unwritten)
        : Verdict.ALLOW;
  }

  private static boolean isOutside(Instant time, Duration longest, Instant now) {
    return Duration.between(time, now).abs().compareTo(longest) > 0;
  }

  private static Verdict held(String what, Instant time, Duration longest) {
    return new Verdict.Hold(
        Reason.STALE,
        "The "
            + what
            + " at "
            + time
            + ", more than "
            + PrometheusDuration.format(longest)
            + " from the present time; see the conditions of the policy for what prevents it");
  }
}
