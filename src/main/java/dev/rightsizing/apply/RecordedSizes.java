// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.Flight;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets nothing be written that is not in what was kept. What is written is derived from it, so that
 * this only ever stops a bug, before it reaches a cluster.
 */
final class RecordedSizes {
  private final WorkloadRef ref;
  private final List<SizeStep> steps;
  private final List<TargetStep> targets;

  RecordedSizes(WorkloadRef ref, ApplyMemory kept) {
    this.ref = ref;
    Stream<SizeStep> inForce = kept.inForce().stream().flatMap(f -> f.steps().stream());
    Stream<SizeStep> flight = kept.flight().stream().flatMap(f -> Wanted.heading(f).stream());
    this.steps = Stream.concat(inForce, flight).toList();
    this.targets = kept.flight().stream().flatMap(RecordedSizes::targets).toList();
  }

  private static Stream<TargetStep> targets(Flight flight) {
    return flight.phase() == Flight.Phase.UNDOING
        ? flight.targets().stream().map(TargetStep::reversed)
        : flight.targets().stream();
  }

  /**
   * Lets an act pass.
   *
   * @throws UnrecordedSizeException if it would write what was not kept
   */
  void check(Act act) {
    if (act instanceof Act.Resize resize) {
      resize.steps().forEach(this::check);
    } else if (act instanceof Act.Template template) {
      template.steps().forEach(this::check);
    } else if (act instanceof Act.Target target && !targets.contains(target.step())) {
      throw new UnrecordedSizeException(ref + ": no record has the target " + target.step());
    }
  }

  private void check(SizeStep step) {
    Size to = step.to();
    boolean known =
        steps.stream()
            .anyMatch(
                s ->
                    s.container().equals(step.container())
                        && s.resource() == step.resource()
                        && s.to().equals(to));
    if (!known) {
      throw new UnrecordedSizeException(ref + ": no record has the size " + step);
    }
  }
}
