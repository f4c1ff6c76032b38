// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.apply.Facts;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenUpTest {
  @ParameterizedTest
  @CsvSource({
    // undone changes, of the release, requested by hand, held
    "0, shop/checkout:1, false, false",
    "2, shop/checkout:1, false, false",
    "3, shop/checkout:1, false, true",
    "4, shop/checkout:1, false, true",
    "3, shop/checkout:1, true,  true",
    "3, shop/checkout:0, false, false",
  })
  void leavesAReleaseAloneAfterThreeUndoneChanges(
      int undos, String release, boolean once, boolean held) {
    Facts facts = new Facts().cpu("1/2", "500m/1");
    facts.undos = undos;
    facts.undoneRelease = release;
    facts.once = once ? Optional.of("anna") : Optional.empty();
    Verdict verdict = new GivenUp().judge(facts.step(), facts.facts());
    assertThat(verdict instanceof Verdict.Hold).isEqualTo(held);
    if (verdict instanceof Verdict.Hold hold) {
      assertThat(hold.reason()).isEqualTo(Reason.GIVEN_UP);
      assertThat(hold.until()).isEmpty();
    }
  }
}
