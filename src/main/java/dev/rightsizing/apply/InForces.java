// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.InForce;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sizes that pods have and their template has not. */
final class InForces {
  private InForces() {}

  /** What is in force when pods were changed so; empty where that is what the template says. */
  static Optional<InForce> with(
      ApplyMemory memory, List<SizeStep> steps, WorkloadFacts facts, Instant now) {
    List<SizeStep> before = memory.inForce().map(InForce::steps).orElse(List.of());
    List<SizeStep> all =
        Wanted.over(before, steps).stream()
            .map(s -> TemplateSizes.ofNewPod(facts, s).map(t -> from(s, t)).orElse(s))
            .filter(SizeStep::isChange)
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(new InForce(all, facts.template(), now));
  }

  private static SizeStep from(SizeStep step, Size template) {
    return new SizeStep(step.container(), step.role(), step.resource(), template, step.to());
  }
}
