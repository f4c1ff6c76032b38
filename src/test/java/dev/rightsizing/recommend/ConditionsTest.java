// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.Condition.Status;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = THEN.plus(Duration.ofHours(1));

  private static List<Condition> before() {
    return new Conditions(null, 1, THEN)
        .set("Ready", true, Reason.EVALUATED)
        .set("Other", true, Reason.FITS)
        .toList();
  }

  private static Condition ready(List<Condition> conditions) {
    return conditions.stream().filter(c -> c.getType().equals("Ready")).findFirst().orElseThrow();
  }

  @Test
  void theTransitionTimeStaysWhileTheStatusStays() {
    Condition ready =
        ready(
            new Conditions(before(), 2, NOW)
                .set("Ready", Status.True, Reason.WORKLOAD_FAILED, "one failed")
                .toList());

    assertThat(ready.getLastTransitionTime()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(ready.getReason()).isEqualTo("WorkloadFailed");
    assertThat(ready.getObservedGeneration()).isEqualTo(2);
  }

  @Test
  void aMessageIsOnePrintableLineOfAThousandCharacters() {
    String said = "no\u001B[2J\u2028entry\n" + "x".repeat(2000);
    Condition ready =
        ready(
            new Conditions(before(), 2, NOW)
                .set("Ready", Status.False, Reason.SOURCE_ERROR, said)
                .toList());

    assertThat(ready.getMessage()).startsWith("no\uFFFD[2J entry xxx").hasSize(1000).endsWith("x…");
  }

  @Test
  void theTransitionTimeChangesWithTheStatus() {
    Condition ready =
        ready(new Conditions(before(), 1, NOW).set("Ready", false, Reason.SOURCE_ERROR).toList());

    assertThat(ready.getLastTransitionTime()).isEqualTo("2026-01-01T01:00:00Z");
  }

  @Test
  void typesThatNobodySpeaksOfStay() {
    assertThat(new Conditions(before(), 1, NOW).toList())
        .extracting(Condition::getType)
        .containsExactly("Other", "Ready");
  }

  @Test
  void aLongMessageIsCut() {
    Condition ready =
        ready(
            new Conditions(null, 1, NOW)
                .set("Ready", Status.False, Reason.WORKLOAD_FAILED, "x".repeat(5000))
                .toList());

    assertThat(ready.getMessage()).hasSize(1000).endsWith("…");
  }

  @Test
  void namesAreShortenedWithAHashThatTellsThemApart() {
    String longName = "w".repeat(250);
    String one =
        RecommendationNames.name(new WorkloadRef("n", WorkloadKind.DEPLOYMENT, longName + "a"));
    String other =
        RecommendationNames.name(new WorkloadRef("n", WorkloadKind.DEPLOYMENT, longName + "b"));

    assertThat(one).hasSize(253).isNotEqualTo(other);
    assertThat(RecommendationNames.label("x".repeat(64))).hasSize(63);
    assertThat(RecommendationNames.name(new WorkloadRef("n", WorkloadKind.CRONJOB, "invoices")))
        .isEqualTo("cronjob-invoices");
  }
}
