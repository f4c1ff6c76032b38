// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import java.util.List;

/**
 * A change that is asked for.
 *
 * @param steps one a container and resource; only those that change something
 * @param targets of autoscalers that change with the requests
 */
public record ProposedStep(
    WorkloadRef ref, ApplyStrategy strategy, List<SizeStep> steps, List<TargetStep> targets) {

  public ProposedStep {
    steps = List.copyOf(steps.stream().filter(SizeStep::isChange).toList());
    targets = List.copyOf(targets);
  }

  public ProposedStep withSteps(List<SizeStep> others) {
    return new ProposedStep(ref, strategy, others, targets);
  }

  public ProposedStep withTargets(List<TargetStep> others) {
    return new ProposedStep(ref, strategy, steps, others);
  }

  /** Whether nothing is left to change. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Whether a resource of any container changes. */
  public boolean changes(Resource resource) {
    return steps.stream().anyMatch(s -> s.resource() == resource);
  }

  /** Whether anything falls. */
  public boolean goesDown() {
    return steps.stream().anyMatch(SizeStep::isDown);
  }
}
