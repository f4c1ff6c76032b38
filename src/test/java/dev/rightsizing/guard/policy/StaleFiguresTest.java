// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.apply.Facts;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleFiguresTest {
  private final Facts facts = new Facts().cpu("1/2", "500m/1");

  @ParameterizedTest
  @CsvSource({
    // interval, computed before, policy evaluated before ("" never), fresh
    "PT15M, PT10M,  PT5M,   true",
    "PT15M, PT10M,  PT1H,   true",
    "PT15M, PT10M,  PT61M,  false",
    "PT1H,  PT10M,  PT3H,   true",
    "PT1H,  PT10M,  PT181M, false",
    "PT15M, PT30M,  ,       true",
    "PT15M, PT61M,  ,       false",
    // written only where something is new, at least every 36 hours
    "PT15M, PT36H,  PT5M,   true",
    "PT15M, PT49H,  PT5M,   false",
    "PT24H, PT60H,  PT5M,   true",
    // a clock was wrong
    "PT15M, PT10M,  PT-2H,  false",
    "PT15M, PT-2H,  ,       false",
    "PT15M, PT-10M, PT-5M,  true",
  })
  void figuresAreFreshForThreeIntervals(
      Duration interval, Duration computed, Duration evaluated, boolean fresh) {
    facts.interval = interval;
    facts.computedAt = Facts.NOW.minus(computed);
    facts.lastEvaluation = Optional.ofNullable(evaluated).map(Facts.NOW::minus);
    Verdict verdict = new StaleFigures().judge(facts.step(), facts.facts());
    assertThat(verdict.equals(Verdict.ALLOW)).isEqualTo(fresh);
    if (verdict instanceof Verdict.Hold hold) {
      assertThat(hold.reason()).isEqualTo(Reason.STALE);
    }
  }

  @Test
  void figuresOfAnEarlierEvaluationHoldHoweverYoungTheyAre() {
    facts.stale = Optional.of("Prometheus cannot be reached");
    assertThat(new StaleFigures().judge(facts.step(), facts.facts()))
        .isEqualTo(
            new Verdict.Hold(
                Reason.STALE,
                "The figures are from an earlier evaluation: Prometheus cannot be reached"));
  }
}
