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
 * Holds the next change of a workload for a while after the last one. An end that lies in the
 * future is that of a wrong clock: it counts as now, and not at all where it is further away than
 * the cool-down, because a workload must not be held for as long as a clock was wrong.
 */
public final class Cooldown implements Guard {
  @Override
  public String name() {
    return "Cooldown";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    Duration cooldown = facts.settings().cooldown();
    Instant now = facts.now();
    Optional<Instant> end = facts.memory().lastEnd().filter(e -> !e.isAfter(now.plus(cooldown)));
    if (end.isEmpty() || facts.switches().once().isPresent()) {
      return Verdict.ALLOW;
    }
    Instant until = (end.get().isAfter(now) ? now : end.get()).plus(cooldown);
    if (!now.isBefore(until)) {
      return Verdict.ALLOW;
    }
    return new Verdict.Hold(
        Optional.of(until),
        Reason.COOLING_DOWN,
        "The last change ended at "
            + end.get()
            + " and spec.apply.cooldown is "
            + PrometheusDuration.format(cooldown)
            + ", so the next one begins at "
            + until
            + " at the earliest; rightsize apply --once does not wait for it");
  }
}
