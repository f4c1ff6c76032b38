// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.apply.Facts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DryRunTest {
  @ParameterizedTest
  @CsvSource({"false, true, true", "true, true, false", "true, false, true"})
  void holdsWhatWouldBeDone(boolean dryRun, boolean change, boolean allowed) {
    Facts facts = change ? new Facts().cpu("1/2", "500m/1") : new Facts();
    facts.dryRun = dryRun;
    Verdict verdict = new DryRun().judge(facts.step(), facts.facts());
    assertThat(verdict.equals(Verdict.ALLOW)).isEqualTo(allowed);
    if (verdict instanceof Verdict.Hold hold) {
      assertThat(hold.reason()).isEqualTo(Reason.DRY_RUN_ONLY);
    }
  }
}
