// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.GuardFacts.InFlight;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.apply.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InFlightBudgetTest {
  @ParameterizedTest
  @CsvSource({
    // changing of the policy, in the namespace, in the cluster; at most 2, 3 and 10
    "0, 0, 0,  ''",
    "1, 2, 9,  ''",
    "2, 2, 9,  '2 of at most 2 of the policy (spec.apply.maxInFlight)'",
    "0, 3, 9,  '3 of at most 3 in the namespace'",
    "0, 0, 10, '10 of at most 10 in the cluster'",
    "3, 3, 10, '3 of at most 2 of the policy (spec.apply.maxInFlight),"
        + " 3 of at most 3 in the namespace, 10 of at most 10 in the cluster'",
  })
  void onlySoManyChangeAtTheSameTime(int policy, int namespace, int cluster, String used) {
    Facts facts = new Facts().cpu("1/2", "500m/1");
    facts.maxInFlight = 2;
    facts.inFlight = new InFlight(policy, namespace, cluster, 3, 10);
    Verdict verdict = new InFlightBudget().judge(facts.step(), facts.facts());
    if (used.isEmpty()) {
      assertThat(verdict).isEqualTo(Verdict.ALLOW);
    } else {
      assertThat(verdict)
          .isEqualTo(
              new Verdict.Hold(
                  Reason.BUDGET_USED,
                  "It waits for its turn, as workloads change already: " + used));
    }
  }

  @Test
  void nothingToDoNeedsNoTurn() {
    Facts facts = new Facts();
    facts.inFlight = new InFlight(1, 1, 1, 1, 1);
    assertThat(new InFlightBudget().judge(facts.step(), facts.facts())).isEqualTo(Verdict.ALLOW);
  }
}
