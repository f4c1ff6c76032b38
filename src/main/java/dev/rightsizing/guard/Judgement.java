// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard;

import dev.rightsizing.model.apply.ApplyVerdict;
import java.util.List;
import java.util.Optional;

/**
 * What all guards together made of a step.
 *
 * @param step what they left of it
 * @param verdicts of those that do not simply allow, in their order; the first that stops is the
 *     reason that is shown
 */
public record Judgement(ProposedStep step, List<ApplyVerdict> verdicts) {
  public Judgement {
    verdicts = List.copyOf(verdicts);
  }

  /** Whether the step may be made now. */
  public boolean isAllowed() {
    return stop().isEmpty() && !step.isEmpty();
  }

  /** The first verdict that stops it; a refusal comes before what only waits. */
  public Optional<ApplyVerdict> stop() {
    return verdicts.stream()
        .filter(v -> v.result() == ApplyVerdict.Result.REFUSE)
        .findFirst()
        .or(() -> verdicts.stream().filter(v -> v.result().stops()).findFirst());
  }

  /**
   * Why nothing is made: what stops it, or where guards left nothing of the step, the last of them.
   * Empty where it is allowed, and where there was nothing to change.
   */
  public Optional<ApplyVerdict> why() {
    return stop()
        .or(
            () ->
                step.isEmpty() && !verdicts.isEmpty()
                    ? Optional.of(verdicts.get(verdicts.size() - 1))
                    : Optional.empty());
  }
}
