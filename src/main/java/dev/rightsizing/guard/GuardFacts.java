// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that guards know, gathered before any of them is asked.
 *
 * @param autoscaler what the policy wants of workloads under an autoscaler
 * @param workingSets by container, the most memory that any pod uses now; empty where it was not
 *     read, and then no memory is lowered
 * @param memory of the changes before
 * @param lastEvaluation when the policy's sizes were last computed; empty where never
 * @param interval between two evaluations, in which figures stay fresh
 */
public record GuardFacts(
    Instant now,
    ApplySettings settings,
    AutoscalerMode autoscaler,
    Switches switches,
    Goal goal,
    WorkloadFacts cluster,
    Optional<Map<String, Amount>> workingSets,
    InFlight inFlight,
    ApplyMemory memory,
    Optional<Instant> lastEvaluation,
    Duration interval) {

  /**
   * What people and administrators switched.
   *
   * @param enabled whether the operator may change workloads at all ({@code
   *     RIGHTSIZING_APPLY_ENABLED})
   * @param stopped why all changes are stopped; empty where they are not
   * @param paused whether this workload or its policy is paused
   * @param once who asked for one step now, without waiting for the window or the cool-down; empty
   *     where nobody did
   * @param missing rights that the change needs and the operator lacks, as a sentence that says
   *     what to bind; empty where none is missing
   */
  public record Switches(
      boolean enabled,
      Optional<String> stopped,
      boolean paused,
      Optional<String> once,
      Optional<String> missing) {}

  /**
   * Workloads that change now, without the one in question, and how many may.
   *
   * @param mostInNamespace at most, over all policies
   * @param mostInCluster at most, over all policies
   */
  public record InFlight(
      int ofPolicy, int inNamespace, int inCluster, int mostInNamespace, int mostInCluster) {}
}
