// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.apply.TargetStep;
import java.util.List;

/**
 * Fits the targets of autoscalers to what the guards before it left of the step: half of the way to
 * a request is half of the way to a target. So it is asked last.
 */
public final class ScaleTargets implements Guard {
  @Override
  public String name() {
    return "ScaleTargets";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.targets().isEmpty()) {
      return Verdict.ALLOW;
    }
    List<ScalePoint> points = ScalePoint.all(step, facts);
    List<TargetStep> fitted =
        step.targets().stream()
            .flatMap(
                t ->
                    points.stream()
                        .filter(p -> p.isOf(t) && p.moves())
                        .flatMap(p -> p.keeping().stream().map(k -> withEnds(t, p, k))))
            .filter(t -> t.from() != t.to())
            .toList();
    return fitted.equals(step.targets()) ? Verdict.ALLOW : new Verdict.Retarget(fitted);
  }

  private static TargetStep withEnds(TargetStep step, ScalePoint point, int to) {
    return new TargetStep(
        step.kind(),
        step.name(),
        step.index(),
        step.resource(),
        step.container(),
        point.target().percent(),
        to);
  }
}
