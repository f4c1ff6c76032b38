// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;

/** Refuses where the operator may not change workloads at all. */
public final class Enabled implements Guard {
  @Override
  public String name() {
    return "Enabled";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    return facts.switches().enabled()
        ? Verdict.ALLOW
        : new Verdict.Refuse(Reason.APPLY_DISABLED, Reason.APPLY_DISABLED.sentence());
  }
}
