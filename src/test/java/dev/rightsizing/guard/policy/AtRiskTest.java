// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.LivePod.Ended;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.testkit.apply.Facts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtRiskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // risk      | throttled | killed before | from, to of CPU  | left ("" all)
        "NONE      |     |        | 1/2   | 500m/1   | ''",
        "UNKNOWN   |     |        | 1/2   | 500m/1   | ''",
        "WARNING   |     |        | 1/2   | 500m/1   | 1/2",
        "CRITICAL  |     |        | 1/2   | 500m/1   | 1/2",
        "EMERGENCY |     |        | 1/2   | 500m/1   | 1/2",
        "NONE      | app |        | 1/2   | 500m/1   | 1/2",
        "NONE      |     | PT59M  | 1/2   | 500m/1   | 1/2",
        "NONE      |     | PT0S   | 1/2   | 500m/1   | 1/2",
        "NONE      |     | PT60M  | 1/2   | 500m/1   | ''",
        // what rises goes on
        "CRITICAL  |     |        | 1/2   | 1500m/3  | ''",
        "CRITICAL  |     |        | 1/2   | 1/-      | ''",
        "CRITICAL  |     |        | 1/4   | 2/3      | 2/4",
        "CRITICAL  |     |        | 2/2   | 1/3      | 2/3",
        // a new limit is a fall
        "CRITICAL  |     |        | 1/-   | 1500m/3  | 1500m/-",
        "CRITICAL  |     |        | 1/-   | 1/1      | 1/-",
        "CRITICAL  |     |        | 1/0   | 500m/1   | 1/0",
      })
  void nothingIsLoweredInTrouble(
      RiskLevel risk, String throttled, Duration killed, String from, String to, String left) {
    Facts facts = new Facts().cpu(from, to);
    facts.risk = risk;
    facts.throttled = throttled == null ? List.of() : List.of(throttled);
    facts.pods =
        List.of(
            Facts.pod("checkout-1", Optional.empty()),
            Facts.pod(
                "checkout-2",
                Optional.ofNullable(killed)
                    .map(k -> new Ended(Ended.OOM_KILLED, 137, Facts.NOW.minus(k)))));
    Verdict verdict = new AtRisk().judge(facts.step(), facts.facts());
    if (left.isEmpty()) {
      assertThat(verdict).isEqualTo(Verdict.ALLOW);
    } else {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Verdict.Shrink.class,
              shrink -> {
                assertThat(shrink.reason()).isEqualTo(Reason.AT_RISK);
                assertThat(shrink.to())
                    .containsExactly(Facts.step("app", Resource.CPU, from, left));
              });
    }
  }

  @Test
  void anotherEndThanByLackOfMemoryIsNoTrouble() {
    Facts facts = new Facts().cpu("1/2", "500m/1");
    facts.pods = List.of(Facts.pod("checkout-1", Optional.of(new Ended("Error", 1, Facts.NOW))));
    assertThat(new AtRisk().judge(facts.step(), facts.facts())).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void theMessageNamesTheTrouble() {
    Facts facts = new Facts().cpu("1/2", "500m/1");
    facts.risk = RiskLevel.CRITICAL;
    facts.risks = List.of("app is throttled in 41 % of its periods");
    assertThat(new AtRisk().judge(facts.step(), facts.facts()))
        .isInstanceOfSatisfying(
            Verdict.Shrink.class,
            shrink ->
                assertThat(shrink.message())
                    .isEqualTo(
                        "Nothing is lowered now: the risk is Critical, app is throttled in 41 % of"
                            + " its periods"));
  }
}
