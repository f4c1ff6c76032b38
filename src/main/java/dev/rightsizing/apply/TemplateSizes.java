// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a template declares, beside a change of it. */
enum TemplateSizes {
  /** The sizes before the change. */
  FROM,
  /** The sizes of the change. */
  TO,
  /** Neither: somebody else changed it. */
  OTHER;

  static TemplateSizes of(WorkloadFacts facts, List<SizeStep> steps) {
    if (declares(facts, steps, SizeStep::to)) {
      return TO;
    }
    return declares(facts, steps, SizeStep::from) ? FROM : OTHER;
  }

  private static boolean declares(
      WorkloadFacts facts, List<SizeStep> steps, Function<SizeStep, Size> which) {
    return steps.stream()
        .allMatch(s -> declared(facts, s).filter(which.apply(s).enforced()::equals).isPresent());
  }

  /** What the template declares for a step's container and resource; empty without it. */
  static Optional<Size> declared(WorkloadFacts facts, SizeStep step) {
    return container(facts, step).map(c -> c.declared(step.resource()).enforced());
  }

  /** What a new pod has for a step's container and resource; empty without the container. */
  static Optional<Size> ofNewPod(WorkloadFacts facts, SizeStep step) {
    return container(facts, step).map(c -> c.template(step.resource()));
  }

  private static Optional<ContainerSpec> container(WorkloadFacts facts, SizeStep step) {
    return facts.workload().containers().stream()
        .filter(c -> c.name().equals(step.container()))
        .findFirst();
  }
}
