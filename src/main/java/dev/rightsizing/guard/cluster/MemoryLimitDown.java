// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Kubernetes 1.33 refuses a lower memory limit of a container that is not restarted for it; the
 * limit stays there, and the request falls alone.
 */
public final class MemoryLimitDown implements Guard {
  @Override
  public String name() {
    return "MemoryLimitDown";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() != ApplyStrategy.IN_PLACE || facts.cluster().support().memoryLimitDown()) {
      return Verdict.ALLOW;
    }
    List<SizeStep> kept = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (SizeStep s : step.steps()) {
      boolean keeps = lowersLimit(s) && !restarts(s, facts.cluster().pods());
      kept.add(keeps ? s.withTo(new Size(s.to().request(), s.from().limit())) : s);
      if (keeps) {
        names.add("%s (%s)".formatted(s.container(), Sizes.text(s.from().limit())));
      }
    }
    return names.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Shrink(
            kept,
            Reason.RESIZE_NOT_SUPPORTED,
            "Kubernetes %s does not lower a memory limit without a restart, so that the limit of %s stays; it needs 1.34"
                .formatted(facts.cluster().support().version(), String.join(", ", names)));
  }

  private static boolean lowersLimit(SizeStep step) {
    Optional<Amount> before = step.from().limit();
    Optional<Amount> after = step.to().limit();
    return step.resource() == Resource.MEMORY
        && before.isPresent()
        && after.isPresent()
        && after.get().compareTo(before.get()) < 0;
  }

  private static boolean restarts(SizeStep step, List<LivePod> pods) {
    return pods.stream()
        .flatMap(pod -> pod.container(step.container()).stream())
        .allMatch(c -> c.restartsFor().contains(Resource.MEMORY));
  }
}
