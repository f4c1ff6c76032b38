// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import dev.rightsizing.model.proposal.WorkloadOwner;
import java.util.List;
import java.util.Optional;

/**
 * Who else has a hand in a workload's sizes and replicas.
 *
 * @param controller what owns the workload object and would undo a patch of it
 * @param autoscalers what changes its replicas; more than one is a mistake of the cluster's, and
 *     all are named
 * @param jobs how many Jobs of the controller are taken together as one workload; 0 for a workload
 *     of its own
 * @param owner who writes the template that a patch changes
 */
public record Management(
    Optional<OwningController> controller,
    List<Autoscaling> autoscalers,
    int jobs,
    WorkloadOwner owner) {

  /** Not managed by a controller or an autoscaler. */
  public static final Management NONE = new Management(Optional.empty(), List.of());

  /** A workload of its own. */
  public Management(Optional<OwningController> controller, List<Autoscaling> autoscalers) {
    this(controller, autoscalers, 0);
  }

  /** Where it is not known who writes the template. */
  public Management(
      Optional<OwningController> controller, List<Autoscaling> autoscalers, int jobs) {
    this(controller, autoscalers, jobs, WorkloadOwner.UNKNOWN);
  }

  public Management {
    autoscalers = List.copyOf(autoscalers);
  }

  public Management withController(Optional<OwningController> other) {
    return new Management(other, autoscalers, jobs, owner);
  }

  public Management withAutoscalers(List<Autoscaling> others) {
    return new Management(controller, others, jobs, owner);
  }

  public Management withOwner(WorkloadOwner other) {
    return new Management(controller, autoscalers, jobs, other);
  }
}
