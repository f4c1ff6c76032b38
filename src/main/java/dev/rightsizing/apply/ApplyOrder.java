// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.ApplySettings;
import dev.rightsizing.model.apply.Cause;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that one pass for one policy needs.
 *
 * @param settings of the policy; where it is gone or does not apply any more, the last known or the
 *     defaults, of which only the watch still counts
 * @param autoscaler what the policy wants of workloads under an autoscaler
 * @param interrupted why the policy does not apply any more (deleted, suspended, another mode), so
 *     that only changes under way are finished or undone; empty while it applies
 * @param stop what keeps the operator from writing at all
 * @param others changes under way of other policies
 * @param lastEvaluation when the policy's sizes were last computed; empty where never
 * @param interval between two evaluations
 * @param workloads of the policy, also those that are gone as long as something is remembered
 */
public record ApplyOrder(
    PolicyRef policy,
    ApplySettings settings,
    AutoscalerMode autoscaler,
    Optional<Cause> interrupted,
    Stop stop,
    Others others,
    Optional<Instant> lastEvaluation,
    Duration interval,
    List<WorkloadOrder> workloads) {

  public ApplyOrder {
    workloads = List.copyOf(workloads);
  }

  /**
   * Switches of the whole operator. While any of them is on nothing is written to a workload, not
   * even to undo.
   *
   * @param enabled whether the operator may change workloads at all ({@code
   *     RIGHTSIZING_APPLY_ENABLED})
   * @param stopped why all changes are stopped; empty where they are not
   */
  public record Stop(boolean enabled, Optional<String> stopped) {
    /** Nothing stops. */
    public static final Stop NONE = new Stop(true, Optional.empty());

    /** Whether nothing may be written. */
    public boolean isOn() {
      return !enabled || stopped.isPresent();
    }
  }

  /**
   * Workloads of other policies that change now, and how many may over all policies.
   *
   * @param inNamespace by namespace
   * @param mostInNamespace at most, this policy's included
   * @param mostInCluster at most, this policy's included
   */
  public record Others(
      Map<String, Integer> inNamespace, int inCluster, int mostInNamespace, int mostInCluster) {
    public Others {
      inNamespace = Map.copyOf(inNamespace);
    }
  }

  /**
   * One workload.
   *
   * @param goal what its Recommendation asks for; empty where the policy does not cover it any
   *     more, and then it is handled as if the policy were interrupted
   * @param facts empty where the workload is gone; one whose facts could not be read must be left
   *     out of the order
   * @param missing rights that the change needs and the operator lacks, as a sentence that says
   *     what to bind; empty where none is missing
   */
  public record WorkloadOrder(
      WorkloadRef ref,
      Optional<Goal> goal,
      Optional<WorkloadFacts> facts,
      ApplyMemory memory,
      Requests requests,
      Optional<String> missing) {}

  /**
   * What people asked for by annotations. A request counts when it is later than {@link
   * ApplyMemory#asked}.
   *
   * @param once one step now, without window, cool-down or approval
   * @param undo the previous sizes back
   * @param resumed a new beginning, also after changes were given up
   * @param paused whether no step may begin or go on; what is bad is undone nevertheless
   */
  public record Requests(
      Optional<Instant> once, Optional<Instant> undo, Optional<Instant> resumed, boolean paused) {
    public static final Requests NONE =
        new Requests(Optional.empty(), Optional.empty(), Optional.empty(), false);
  }
}
