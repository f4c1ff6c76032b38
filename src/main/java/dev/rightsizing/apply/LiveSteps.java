// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Steps from the sizes of this moment. What a Recommendation says of the sizes before it is as old
 * as its evaluation, and what an undo restores must be what was really there.
 */
final class LiveSteps {
  private LiveSteps() {}

  /** Those that change something. */
  static List<SizeStep> of(
      List<SizeStep> steps, ApplyMemory memory, WorkloadFacts facts, boolean template) {
    return steps.stream()
        .flatMap(
            s ->
                (template
                        ? ofTemplate(s, facts)
                        : inForce(s, memory, facts).or(() -> ofPods(s, facts)))
                    .stream())
        .filter(SizeStep::isChange)
        .toList();
  }

  /** Pods that lack what is in force get it without a change of the workload. */
  private static Optional<SizeStep> inForce(
      SizeStep step, ApplyMemory memory, WorkloadFacts facts) {
    return memory.inForce().filter(f -> f.template().equals(facts.template())).stream()
        .flatMap(f -> f.steps().stream())
        .filter(f -> f.container().equals(step.container()) && f.resource() == step.resource())
        .findFirst()
        .map(f -> from(step, f.to()));
  }

  private static Optional<SizeStep> ofTemplate(SizeStep step, WorkloadFacts facts) {
    return TemplateSizes.declared(facts, step).map(d -> from(step, d));
  }

  /** From the size that most pods have which have not the new one. */
  private static Optional<SizeStep> ofPods(SizeStep step, WorkloadFacts facts) {
    List<LivePod> pods = Pods.resizable(facts);
    if (pods.isEmpty()) {
      return Optional.of(step);
    }
    Map<Size, Long> sizes =
        pods.stream()
            .flatMap(p -> p.container(step.container()).stream())
            .map(c -> c.spec(step.resource()).enforced())
            .filter(size -> !size.equals(step.to().enforced()))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return sizes.entrySet().stream()
        .max(Map.Entry.<Size, Long>comparingByValue().thenComparing(e -> e.getKey().toString()))
        .map(e -> from(step, e.getKey()));
  }

  private static SizeStep from(SizeStep step, Size from) {
    return new SizeStep(step.container(), step.role(), step.resource(), from, step.to());
  }
}
