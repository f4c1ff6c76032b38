// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Confidence.Level;
import dev.rightsizing.model.Reason;
import dev.rightsizing.testkit.apply.Facts;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guards on how much evidence there is. */
class EvidenceTest {
  private final Facts facts = new Facts().cpu("1/2", "500m/1");

  @ParameterizedTest
  @CsvSource({
    "HIGH,   HIGH,   true",
    "HIGH,   MEDIUM, false",
    "HIGH,   LOW,    false",
    "MEDIUM, HIGH,   true",
    "MEDIUM, MEDIUM, true",
    "MEDIUM, LOW,    false",
    "LOW,    LOW,    true",
    "LOW,    NONE,   false",
    "NONE,   NONE,   true",
  })
  void confidenceIsAtLeastWhatThePolicyWants(Level wanted, Level found, boolean allowed) {
    facts.minimumConfidence = wanted;
    facts.confidence = found;
    Verdict verdict = new MinimumConfidence().judge(facts.step(), facts.facts());
    assertThat(verdict.equals(Verdict.ALLOW)).isEqualTo(allowed);
    if (verdict instanceof Verdict.Hold hold) {
      assertThat(hold.reason()).isEqualTo(Reason.LOW_CONFIDENCE);
      assertThat(hold.message()).contains(found.text(), wanted.text(), "7d");
    }
  }

  @ParameterizedTest
  @CsvSource({"HIGH, PT168H, true", "LOW, PT1H, true", "NONE, PT1H, false", "LOW, PT0S, false"})
  void withoutEnoughHistoryNothingIsChangedWhateverThePolicyWants(
      Level found, Duration history, boolean allowed) {
    facts.minimumConfidence = Level.NONE;
    facts.confidence = found;
    facts.history = history;
    Verdict verdict = new MinimumHistory().judge(facts.step(), facts.facts());
    assertThat(verdict.equals(Verdict.ALLOW)).isEqualTo(allowed);
    if (verdict instanceof Verdict.Hold hold) {
      assertThat(hold.reason()).isEqualTo(Reason.HISTORY_TOO_SHORT);
    }
  }
}
