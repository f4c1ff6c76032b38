// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.SizeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Never lowers memory under what is needed: the request not under the peak of the window, the limit
 * not under the peak and a margin, neither under what is used now and a margin. Where either is
 * unknown, memory is not lowered at all.
 */
public final class MemoryFloor implements Guard {
  /** What a limit keeps above the peak, and both above the present use. */
  public static final double MARGIN = 1.05;

  @Override
  public String name() {
    return "MemoryFloor";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    List<SizeStep> left = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (SizeStep of : step.steps()) {
      if (of.resource() != Resource.MEMORY || !of.isDown()) {
        left.add(of);
        continue;
      }
      Optional<Floor> floor = floor(of, facts);
      SizeStep allowed = floor.map(f -> f.keep(of)).orElseGet(() -> Falls.without(of));
      left.add(allowed);
      if (floor.isEmpty()) {
        unknown.add(of.container());
      } else if (!allowed.equals(of)) {
        kept.add(
            "container "
                + of.container()
                + " keeps "
                + SizeText.of(allowed.to())
                + " (wanted "
                + SizeText.of(of.to())
                + "; "
                + floor.get().why()
                + ")");
      }
    }
    if (!unknown.isEmpty()) {
      return new Verdict.Shrink(
          left,
          Reason.USAGE_UNKNOWN,
          "Memory of container "
              + String.join(", ", unknown)
              + " is not lowered, because its present use or its peak cannot be read; check that"
              + " the usage source has current series of it");
    }
    return kept.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Shrink(
            left,
            Reason.MEMORY_FLOOR,
            "Memory does not go under what is used: " + String.join(", ", kept));
  }

  private static Optional<Floor> floor(SizeStep step, GuardFacts facts) {
    Optional<Amount> peak = Optional.ofNullable(facts.goal().peaks().get(step.container()));
    // Init containers have ended, and a workload without pods uses nothing.
    boolean idle = step.role() == ContainerRole.INIT || facts.cluster().pods().isEmpty();
    Optional<Amount> used =
        idle
            ? Optional.of(Amount.zero(Resource.MEMORY))
            : facts.workingSets().map(sets -> of(sets, step.container()));
    return peak.flatMap(p -> used.map(u -> new Floor(p, u)));
  }

  private static Amount of(Map<String, Amount> sets, String container) {
    return sets.get(container);
  }

  /** The least that a container keeps. */
  private record Floor(Amount peak, Amount used) {

    SizeStep keep(SizeStep step) {
      Amount now = used.times(MARGIN);
      Optional<Amount> limit =
          step.limitFalls()
              ? kept(step.from().enforced().limit(), step.to().limit(), peak.times(MARGIN).max(now))
              : step.to().limit();
      Optional<Amount> request =
          step.requestFalls()
              ? kept(step.from().request(), step.to().request(), peak.max(now))
              : step.to().request();
      return step.withTo(new Size(request, limit).capped());
    }

    /** Never more than before: a floor above the size is a reason to keep it, not to raise it. */
    private static Optional<Amount> kept(
        Optional<Amount> before, Optional<Amount> wanted, Amount floor) {
      Amount least = floor.roundedUp();
      Amount most = before.map(least::min).orElse(least);
      return wanted.map(most::max);
    }

    String why() {
      return "peak " + peak.toUsage() + ", present use " + used.toUsage();
    }
  }
}
