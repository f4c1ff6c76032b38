// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.RequestAnnotations;

/** Holds a workload that a person paused, alone or with all of its policy. */
public final class Paused implements Guard {
  @Override
  public String name() {
    return "Paused";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (!facts.switches().paused()) {
      return Verdict.ALLOW;
    }
    return new Verdict.Hold(
        Reason.APPLY_PAUSED,
        "Changes are paused by the annotation "
            + RequestAnnotations.PAUSED
            + " on the Recommendation "
            + facts.goal().recommendation()
            + " or on its policy; rightsize resume removes it");
  }
}
