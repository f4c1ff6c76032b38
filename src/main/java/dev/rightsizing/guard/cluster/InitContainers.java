// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.SizeStep;
import java.util.List;
import java.util.stream.Collectors;

/** Of init containers only native sidecars can be resized; the others keep their sizes in place. */
public final class InitContainers implements Guard {
  @Override
  public String name() {
    return "InitContainers";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    List<SizeStep> others =
        step.steps().stream().filter(s -> s.role() != ContainerRole.INIT).toList();
    if (step.strategy() != ApplyStrategy.IN_PLACE || others.size() == step.steps().size()) {
      return Verdict.ALLOW;
    }
    String names =
        step.steps().stream()
            .filter(s -> s.role() == ContainerRole.INIT)
            .map(SizeStep::container)
            .distinct()
            .collect(Collectors.joining(", "));
    return new Verdict.Shrink(
        others,
        Reason.RESIZE_NOT_SUPPORTED,
        "A resize in place cannot change init container %s; it keeps its size unless the template is changed"
            .formatted(names));
  }
}
