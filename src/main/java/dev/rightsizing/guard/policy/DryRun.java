// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;

/** Holds what is left of a step where the policy only tries. */
public final class DryRun implements Guard {
  @Override
  public String name() {
    return "DryRun";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    return !facts.settings().dryRun() || step.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Hold(Reason.DRY_RUN_ONLY, Reason.DRY_RUN_ONLY.sentence());
  }
}
