// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Confidence.Level;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Reason;

/** Holds sizes with less evidence behind them than the policy wants. */
public final class MinimumConfidence implements Guard {
  @Override
  public String name() {
    return "MinimumConfidence";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    Level wanted = facts.settings().minimumConfidence();
    Level found = facts.goal().confidence();
    if (found.compareTo(wanted) >= 0) {
      return Verdict.ALLOW;
    }
    return new Verdict.Hold(
        Reason.LOW_CONFIDENCE,
        "Confidence is "
            + found.text()
            + " after "
            + PrometheusDuration.format(facts.goal().history())
            + " of usage, below spec.apply.minimumConfidence "
            + wanted.text()
            + "; it rises with more history and fewer gaps");
  }
}
