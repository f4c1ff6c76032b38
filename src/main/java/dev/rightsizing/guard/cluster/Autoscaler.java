// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.AutoscalerMode;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.SizeStep;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the requests whose utilization an autoscaler works on, unless its target moves with them
 * (ScalePoint) or the policy does not mind (Ignore). That it scales at the moment is {@link
 * RolloutState}'s to see.
 */
public final class Autoscaler implements Guard {
  /** Under it most of a request is idle before pods are added, over it they are added too late. */
  private static final int LEAST = 50;

  private static final int MOST = 90;

  @Override
  public String name() {
    return "Autoscaler";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (facts.autoscaler() == AutoscalerMode.IGNORE) {
      return Verdict.ALLOW;
    }
    ProposedStep left = step;
    Set<String> why = new LinkedHashSet<>();
    boolean more = true;
    // What one target keeps changes what another one counts.
    while (more) {
      more = false;
      for (ScalePoint point : ScalePoint.all(left, facts)) {
        Optional<String> keeps =
            touches(point, left) ? keeps(point, left, facts) : Optional.empty();
        if (keeps.isPresent()) {
          why.add(keeps.get());
          left = left.withSteps(left.steps().stream().filter(s -> !point.counts(s)).toList());
          more = true;
          break;
        }
      }
    }
    return why.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Shrink(left.steps(), Reason.HELD_BY_AUTOSCALER, String.join("; ", why));
  }

  private static boolean touches(ScalePoint point, ProposedStep step) {
    return point.working() && step.steps().stream().anyMatch(point::counts);
  }

  private static Optional<String> keeps(ScalePoint point, ProposedStep step, GuardFacts facts) {
    String kept =
        point.target().resource().key()
            + " of "
            + String.join(
                ", ",
                step.steps().stream()
                    .filter(point::counts)
                    .map(SizeStep::container)
                    .distinct()
                    .toList());
    long others = onSame(point, facts);
    if (others > 1) {
      return Optional.of(
          "%s, and %d autoscalers scale %s on it, so that %s stays; leave one of them"
              .formatted(point, others, facts.cluster().workload().title(), kept));
    }
    if (facts.autoscaler() == AutoscalerMode.HOLD) {
      return Optional.of(
          "%s, so that %s stays; set spec.autoscaler to ScalePoint to change both together"
              .formatted(point, kept));
    }
    // A target that moves by no more than one percent is left as it is.
    Optional<Integer> target = point.keeping();
    if (target.filter(t -> isSensible(point.target().percent(), t)).isEmpty()) {
      return Optional.of(
          "%s, and the change would need %s, which is not within %d%% and %d%%, so that %s stays; set another target by hand"
              .formatted(
                  point,
                  target.map(t -> t + "%").orElse("a target that does not exist"),
                  LEAST,
                  MOST,
                  kept));
    }
    boolean stays = Math.abs(target.get() - point.target().percent()) <= 1;
    return stays || step.targets().stream().anyMatch(point::isOf)
        ? Optional.empty()
        : Optional.of(
            "%s, and its target is not changed with the request, so that %s stays; set it to %d%% by hand together with the request"
                .formatted(point, kept, target.get()));
  }

  /** Within the bounds, or not further away from them than it is. */
  private static boolean isSensible(int now, int then) {
    return then >= Math.min(now, LEAST) && then <= Math.max(now, MOST);
  }

  private static long onSame(ScalePoint point, GuardFacts facts) {
    return facts.cluster().workload().management().autoscalers().stream()
        .filter(a -> a.targets().stream().anyMatch(t -> t.resource() == point.target().resource()))
        .count();
  }
}
