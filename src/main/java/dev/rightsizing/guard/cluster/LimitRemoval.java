// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.SizeStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A resize in place cannot take a request or a limit away: the old one stays. */
public final class LimitRemoval implements Guard {
  @Override
  public String name() {
    return "LimitRemoval";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() != ApplyStrategy.IN_PLACE) {
      return Verdict.ALLOW;
    }
    List<SizeStep> kept = new ArrayList<>();
    List<String> what = new ArrayList<>();
    for (SizeStep s : step.steps()) {
      Size from = s.from().enforced();
      Size to = s.to().enforced();
      removed("request", from.request(), to.request(), s).ifPresent(what::add);
      removed("limit", from.limit(), to.limit(), s).ifPresent(what::add);
      kept.add(s.withTo(kept(s, from, to)));
    }
    return what.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Shrink(
            kept,
            Reason.LIMIT_CANNOT_BE_REMOVED,
            "A resize in place cannot remove what a container has, so that %s stays until the template changes"
                .formatted(String.join(", ", what)));
  }

  private static Optional<String> removed(
      String part, Optional<Amount> before, Optional<Amount> after, SizeStep step) {
    return before.isPresent() && after.isEmpty()
        ? Optional.of(
            "the %s %s %s of container %s"
                .formatted(
                    step.resource().key(), part, before.get().toQuantity(), step.container()))
        : Optional.empty();
  }

  /** A request over the limit that stays would be no size at all: then nothing changes. */
  private static Size kept(SizeStep step, Size from, Size to) {
    Size kept = new Size(to.request().or(from::request), to.limit().or(from::limit));
    if (kept.equals(to)) {
      return step.to();
    }
    boolean contradicts =
        kept.request().isPresent()
            && kept.limit().isPresent()
            && kept.request().get().compareTo(kept.limit().get()) > 0;
    return contradicts ? step.from() : kept;
  }
}
