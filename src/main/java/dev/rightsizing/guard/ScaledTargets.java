// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.apply.Goal;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.TargetStep;
import java.util.List;
import java.util.Optional;

/**
 * Fits the targets of autoscalers to a step that is smaller than its goal: where requests go half
 * of the way, so do the targets that are a percentage of them, and a request that stays keeps its
 * target.
 */
final class ScaledTargets {

  /** The step with targets that keep the scale point of what is left of its sizes. */
  ProposedStep fit(ProposedStep step, Goal goal) {
    return step.withTargets(
        goal.targets().stream()
            .filter(target -> step.targets().stream().anyMatch(t -> isSame(t, target)))
            .map(target -> fitted(target, goal.steps(), step.steps()))
            .flatMap(Optional::stream)
            .toList());
  }

  private static boolean isSame(TargetStep one, TargetStep other) {
    return one.kind().equals(other.kind())
        && one.name().equals(other.name())
        && one.index() == other.index();
  }

  /**
   * Percent times total request stays the same. The total is not known here, but what the goal
   * changes of it is, and both of its percentages.
   */
  private static Optional<TargetStep> fitted(
      TargetStep target, List<SizeStep> goal, List<SizeStep> left) {
    boolean level =
        target.container().isEmpty() && goal.stream().anyMatch(s -> s.role() == ContainerRole.POD);
    double whole = change(target, goal, level);
    double part = change(target, left, level);
    if (part == whole) {
      return Optional.of(target);
    }
    double total = target.to() * whole / (target.from() - target.to());
    if (part == 0 || !Double.isFinite(total) || total <= 0 || total + part <= 0) {
      return Optional.empty();
    }
    int percent = (int) Math.round(target.from() * total / (total + part));
    return percent == target.from()
        ? Optional.empty()
        : Optional.of(
            new TargetStep(
                target.kind(),
                target.name(),
                target.index(),
                target.resource(),
                target.container(),
                target.from(),
                between(target.from(), percent, target.to())));
  }

  private static int between(int one, int value, int other) {
    return Math.max(Math.min(one, other), Math.min(Math.max(one, other), value));
  }

  /**
   * What steps change of the total.
   *
   * @param level whether the pod requests something as a whole, which then is all that counts
   */
  private static double change(TargetStep target, List<SizeStep> steps, boolean level) {
    return steps.stream()
        .filter(s -> counts(target, s) && level == (s.role() == ContainerRole.POD))
        .mapToDouble(ScaledTargets::change)
        .sum();
  }

  private static boolean counts(TargetStep target, SizeStep step) {
    return step.resource() == target.resource()
        && step.role() != ContainerRole.INIT
        && target.container().map(step.container()::equals).orElse(true);
  }

  private static double change(SizeStep step) {
    double before = step.from().request().map(r -> r.value()).orElse(0.0);
    double after = step.to().request().map(r -> r.value()).orElse(0.0);
    return after - before;
  }
}
