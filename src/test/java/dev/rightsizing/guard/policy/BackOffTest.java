// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.apply.Facts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
  @ParameterizedTest
  @CsvSource({
    // not before, from now, requested by hand, held
    ",        false, false",
    "PT10M,   false, true",
    "PT10M,   true,  true",
    "PT0S,    false, false",
    "PT-1M,   false, false",
    "PT9000H, false, false",
  })
  void holdsAfterAChangeThatWasUndone(Duration ahead, boolean once, boolean held) {
    Facts facts = new Facts().cpu("1/2", "500m/1");
    facts.undos = 1;
    facts.notBefore = Optional.ofNullable(ahead).map(Facts.NOW::plus);
    facts.once = once ? Optional.of("anna") : Optional.empty();
    Verdict verdict = new BackOff().judge(facts.step(), facts.facts());
    assertThat(verdict instanceof Verdict.Hold).isEqualTo(held);
    if (verdict instanceof Verdict.Hold hold) {
      assertThat(hold.reason()).isEqualTo(Reason.BACKING_OFF);
      assertThat(hold.until()).isEqualTo(facts.notBefore);
    }
  }
}
