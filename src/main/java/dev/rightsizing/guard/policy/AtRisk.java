// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.LivePod.Ended;
import dev.rightsizing.model.apply.LivePod.LiveContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Lowers nothing of a workload that is in trouble: throttled, near a limit, or just killed. What
 * rises goes on, as it may be the cure. A risk that is unknown does not hold by itself: memory has
 * its floor, and the watch after the change does not take an unknown for good.
 */
public final class AtRisk implements Guard {
  private static final Duration JUST = Duration.ofHours(1);

  @Override
  public String name() {
    return "AtRisk";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (!step.goesDown()) {
      return Verdict.ALLOW;
    }
    return trouble(facts)
        .<Verdict>map(
            why ->
                new Verdict.Shrink(
                    step.steps().stream().map(Falls::without).toList(),
                    Reason.AT_RISK,
                    "Nothing is lowered now: " + why))
        .orElse(Verdict.ALLOW);
  }

  private static Optional<String> trouble(GuardFacts facts) {
    if (facts.goal().risk().isAlarm()) {
      String level = "the risk is " + facts.goal().risk().text();
      return Optional.of(
          facts.goal().risks().isEmpty() ? level : level + ", " + facts.goal().risks().get(0));
    }
    if (!facts.goal().throttled().isEmpty()) {
      return Optional.of(
          "CPU is throttled in container " + String.join(", ", facts.goal().throttled()));
    }
    for (LivePod pod : facts.cluster().pods()) {
      for (LiveContainer container : pod.containers()) {
        if (container.last().filter(l -> justKilled(l, facts.now())).isPresent()) {
          return Optional.of(
              "container "
                  + container.name()
                  + " of pod "
                  + pod.name()
                  + " was OOM-killed at "
                  + container.last().get().at());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean justKilled(Ended last, Instant now) {
    return last.reason().equals(Ended.OOM_KILLED) && now.isBefore(last.at().plus(JUST));
  }
}
