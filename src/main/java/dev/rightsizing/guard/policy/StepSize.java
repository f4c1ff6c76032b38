// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.ApplySettings.StepLimits;
import dev.rightsizing.model.apply.SizeStep;
import java.util.ArrayList;
import java.util.List;

/** Lets one step go only so far, up and down. */
public final class StepSize implements Guard {
  private static final int MOST_SHOWN = 4;

  @Override
  public String name() {
    return "StepSize";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    StepLimits limits = facts.settings().step();
    BoundedStep bounds = new BoundedStep(limits);
    List<SizeStep> left = new ArrayList<>();
    List<String> shorter = new ArrayList<>();
    for (SizeStep of : step.steps()) {
      SizeStep bounded = bounds.of(of);
      left.add(bounded);
      if (!bounded.equals(of)) {
        shorter.add(
            of.container()
                + " "
                + of.resource().key()
                + " "
                + SizeText.of(bounded.to())
                + " of "
                + SizeText.of(of.to()));
      }
    }
    return shorter.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Shrink(left, Reason.STEP_LIMITED, message(limits, shorter));
  }

  private static String message(StepLimits limits, List<String> shorter) {
    String more =
        shorter.size() > MOST_SHOWN ? " and " + (shorter.size() - MOST_SHOWN) + " more" : "";
    return "One step lowers a size by at most "
        + limits.downPercent()
        + " % and raises it by at most "
        + limits.upPercent()
        + " %: "
        + String.join(", ", shorter.subList(0, Math.min(MOST_SHOWN, shorter.size())))
        + more;
  }
}
