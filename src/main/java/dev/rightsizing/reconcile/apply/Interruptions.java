// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finishes or undoes the changes of a policy that is gone, before what is remembered of them is
 * deleted with its Recommendations; also after a restart of the operator.
 */
public final class Interruptions {
  private static final Duration WHILE_UNABLE = Duration.ofMinutes(1);

  private final ApplyCycle cycle;
  private final LastPolicies policies;
  private final ApplySchedule schedule;
  private final ApplyReporter reporter;
  private final boolean enabled;

  /**
   * @param enabled whether the operator may change workloads at all
   */
  public Interruptions(
      ApplyCycle cycle,
      LastPolicies policies,
      ApplySchedule schedule,
      ApplyReporter reporter,
      boolean enabled) {
    this.cycle = cycle;
    this.policies = policies;
    this.schedule = schedule;
    this.reporter = reporter;
    this.enabled = enabled;
  }

  /**
   * Goes on with changes of a policy that is gone.
   *
   * @param recommendations of that policy
   * @return when it wants to be asked again, because a change is still under way; empty when none
   *     is, and nothing is left to remember
   */
  public Optional<Duration> land(Policy.Id policy, List<Recommendation> recommendations) {
    if (recommendations.stream()
        .noneMatch(object -> KnownRecommendation.isInFlight(object.getStatus()))) {
      policies.forget(policy);
      return Optional.empty();
    }
    if (!enabled) {
      reporter.problem(
          policy,
          "it was deleted while changes were under way; they are finished or undone once"
              + " RIGHTSIZING_APPLY_ENABLED is true, and their Recommendations stay until then");
      return Optional.of(WHILE_UNABLE);
    }
    ApplyCycle.Outcome outcome =
        cycle.run(
            Assignment.interrupted(
                policy,
                Optional.empty(),
                policies.get(policy),
                "policy " + policy + " was deleted"));
    outcome.stopped().ifPresent(why -> reporter.problem(policy, why));
    if (outcome.isInFlight()) {
      return Optional.of(schedule.next(true, outcome.lookAgain()));
    }
    policies.forget(policy);
    return Optional.empty();
  }
}
