// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.GuardFacts.InFlight;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import java.util.ArrayList;
import java.util.List;

/** Lets only so many workloads change at the same time: of a policy, a namespace and a cluster. */
public final class InFlightBudget implements Guard {
  @Override
  public String name() {
    return "InFlightBudget";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    InFlight flying = facts.inFlight();
    List<String> used = new ArrayList<>();
    add(
        used,
        flying.ofPolicy(),
        facts.settings().maxInFlight(),
        "of the policy (spec.apply.maxInFlight)");
    add(used, flying.inNamespace(), flying.mostInNamespace(), "in the namespace");
    add(used, flying.inCluster(), flying.mostInCluster(), "in the cluster");
    return used.isEmpty() || step.isEmpty()
        ? Verdict.ALLOW
        : new Verdict.Hold(
            Reason.BUDGET_USED,
            "It waits for its turn, as workloads change already: " + String.join(", ", used));
  }

  private static void add(List<String> used, int flying, int most, String where) {
    if (flying >= most) {
      used.add(flying + " of at most " + most + " " + where);
    }
  }
}
