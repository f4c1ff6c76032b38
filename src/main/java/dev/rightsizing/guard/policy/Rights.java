// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import java.util.Optional;

/** Refuses where the operator lacks a right, before anything of a change is written. */
public final class Rights implements Guard {
  @Override
  public String name() {
    return "Rights";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    Optional<String> missing = facts.switches().missing();
    return missing.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Refuse(Reason.APPLY_FORBIDDEN, missing.get());
  }
}
