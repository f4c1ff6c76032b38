// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.Goal.Decision;

/**
 * Asks for a person's decision. A rejection stands also where no approval is required and where a
 * step is requested by hand: to apply it, the rejection is withdrawn first.
 */
public final class Approval implements Guard {
  @Override
  public String name() {
    return "Approval";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    String recommendation = "Recommendation " + facts.goal().recommendation();
    Decision decision = facts.goal().decision();
    if (decision == Decision.REJECTED) {
      return new Verdict.Refuse(
          Reason.REJECTED,
          "A person rejected the "
              + recommendation
              + "; set its spec.decision to Pending or Approved to apply it");
    }
    boolean needed = facts.settings().approvalRequired() && facts.switches().once().isEmpty();
    if (needed && decision != Decision.APPROVED) {
      return new Verdict.Hold(
          Reason.NOT_APPROVED,
          "The policy requires approval: set spec.decision of the "
              + recommendation
              + " to Approved (rightsize approve), or spec.apply.approval of the policy to None");
    }
    return Verdict.ALLOW;
  }
}
