// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.Reason;

/**
 * Holds sizes that rest on less usage than the policy's {@code window.minimumHistory}: their
 * confidence is None, whatever confidence the policy is content with.
 */
public final class MinimumHistory implements Guard {
  @Override
  public String name() {
    return "MinimumHistory";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    boolean enough =
        facts.goal().confidence() != Confidence.Level.NONE && !facts.goal().history().isZero();
    return enough
        ? Verdict.ALLOW
        : new Verdict.Hold(
            Reason.HISTORY_TOO_SHORT,
            "Usage of a container covers less than window.minimumHistory of the policy; wait until"
                + " more is recorded");
  }
}
