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

class CooldownTest {
  private final Facts facts = new Facts().cpu("1/2", "500m/1");

  @ParameterizedTest
  @CsvSource({
    // the last change ended before, requested by hand, held for
    ",        false, ",
    "PT0S,    false, PT24H",
    "PT1H,    false, PT23H",
    "PT23H59M,false, PT1M",
    "PT24H,   false, ",
    "PT1H,    true,  ",
    // a clock that was wrong: never longer than the cool-down
    "PT-5M,   false, PT24H",
    "PT-24H,  false, PT24H",
    "PT-25H,  false, ",
    "PT-9000H,false, ",
  })
  void holdsForAWhileAfterTheLastChange(Duration ended, boolean once, Duration held) {
    facts.lastEnd = Optional.ofNullable(ended).map(Facts.NOW::minus);
    facts.once = once ? Optional.of("anna") : Optional.empty();
    Verdict verdict = new Cooldown().judge(facts.step(), facts.facts());
    if (held == null) {
      assertThat(verdict).isEqualTo(Verdict.ALLOW);
    } else {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Verdict.Hold.class,
              hold -> {
                assertThat(hold.reason()).isEqualTo(Reason.COOLING_DOWN);
                assertThat(hold.until()).contains(Facts.NOW.plus(held));
                assertThat(hold.message()).contains("spec.apply.cooldown is 1d");
              });
    }
  }
}
