// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.Goal.Decision;
import dev.rightsizing.testkit.apply.Facts;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalTest {
  @ParameterizedTest
  @CsvSource({
    // required, decision, requested by hand, verdict
    "true,  APPROVED, false, Allow, ",
    "true,  PENDING,  false, Hold, NOT_APPROVED",
    "true,  PENDING,  true,  Allow, ",
    "true,  REJECTED, false, Refuse, REJECTED",
    "true,  REJECTED, true,  Refuse, REJECTED",
    "false, PENDING,  false, Allow, ",
    "false, APPROVED, false, Allow, ",
    "false, REJECTED, false, Refuse, REJECTED",
  })
  void aPersonDecides(
      boolean required, Decision decision, boolean once, String verdict, Reason reason) {
    Facts facts = new Facts().cpu("1/2", "500m/1");
    facts.approvalRequired = required;
    facts.decision = decision;
    facts.once = once ? Optional.of("anna") : Optional.empty();
    Verdict found = new Approval().judge(facts.step(), facts.facts());
    assertThat(found.getClass().getSimpleName()).isEqualTo(verdict);
    if (found instanceof Verdict.Hold hold) {
      assertThat(hold.reason()).isEqualTo(reason);
      assertThat(hold.message()).contains("deployment-checkout", "rightsize approve");
    }
    if (found instanceof Verdict.Refuse refuse) {
      assertThat(refuse.reason()).isEqualTo(reason);
    }
  }
}
