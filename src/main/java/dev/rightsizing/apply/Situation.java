// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.apply.ApplyOrder.Requests;
import dev.rightsizing.apply.ApplyOrder.WorkloadOrder;
import dev.rightsizing.apply.LiveUsage.Answer;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.GuardFacts.InFlight;
import dev.rightsizing.guard.GuardFacts.Switches;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.ApplySettings.AbortRule;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.RequestAnnotations;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that one workload's next move depends on, of one moment.
 *
 * @param workingSets by container; empty where they were not read
 * @param inFlight changes under way without its own
 * @param answers of the policy's abort conditions, read once a pass
 * @param seen uids of pods that were seen with the sizes that they should have
 */
record Situation(
    Instant now,
    ApplyOrder order,
    WorkloadOrder workload,
    Optional<Map<String, Amount>> workingSets,
    InFlight inFlight,
    Map<AbortRule, Answer> answers,
    Set<String> seen) {

  /** How long a request of a person for one step waits for guards that hold it. */
  private static final Duration ONCE_HOLDS = Duration.ofHours(1);

  WorkloadRef ref() {
    return workload.ref();
  }

  ApplySettings settings() {
    return order.settings();
  }

  Optional<Goal> goal() {
    return workload.goal();
  }

  /** Only where the workload is there. */
  WorkloadFacts facts() {
    return workload.facts().orElseThrow();
  }

  boolean isGone() {
    return workload.facts().isEmpty();
  }

  Requests requests() {
    return workload.requests();
  }

  /** Why the workload is not to be changed any more; empty where it is. */
  Optional<Cause> interrupted() {
    return order
        .interrupted()
        .or(
            () ->
                goal().isPresent()
                    ? Optional.empty()
                    : Optional.of(
                        new Cause(
                            Reason.POLICY_STOPPED,
                            "The policy " + order.policy() + " does not cover the workload")));
  }

  /** When a person asked for one step, which is not answered yet and not too old. */
  Optional<Instant> once(ApplyMemory memory) {
    return unanswered(requests().once(), memory).filter(t -> t.plus(ONCE_HOLDS).isAfter(now));
  }

  /** When a person asked for the previous sizes. */
  Optional<Instant> undo(ApplyMemory memory) {
    return unanswered(requests().undo(), memory);
  }

  /** When a person asked for a new beginning. */
  Optional<Instant> resumed(ApplyMemory memory) {
    return unanswered(requests().resumed(), memory);
  }

  private static Optional<Instant> unanswered(Optional<Instant> asked, ApplyMemory memory) {
    return asked.filter(t -> memory.asked().map(t::isAfter).orElse(true));
  }

  /** For the guards; only where there is a goal. */
  GuardFacts forGuards(ApplyMemory memory) {
    return new GuardFacts(
        now,
        settings(),
        order.autoscaler(),
        new Switches(
            order.stop().enabled(),
            order.stop().stopped(),
            requests().paused(),
            once(memory).map(t -> RequestAnnotations.APPLY_ONCE),
            workload.missing()),
        goal().orElseThrow(),
        facts(),
        workingSets,
        inFlight,
        memory,
        order.lastEvaluation(),
        order.interval());
  }
}
