// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.apply.MaintenanceWindow;
import dev.rightsizing.testkit.apply.Facts;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenWindowTest {
  private final Facts facts = new Facts().cpu("1/2", "500m/1");
  private final OpenWindow guard = new OpenWindow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Mon to Thu 02:00 to 05:00 in Berlin, which is an hour ahead of UTC, two in summer.
        "2026-03-04T01:00:00Z | ",
        "2026-03-04T03:59:59Z | ",
        "2026-03-04T00:59:59Z | 2026-03-04T01:00:00Z",
        "2026-03-04T04:00:00Z | 2026-03-05T01:00:00Z",
        "2026-03-05T04:00:00Z | 2026-03-09T01:00:00Z",
        "2026-03-07T02:30:00Z | 2026-03-09T01:00:00Z",
        "2026-03-28T12:00:00Z | 2026-03-30T00:00:00Z",
      })
  void opensAndCloses(Instant now, Instant opens) {
    facts.window =
        Optional.of(
            new MaintenanceWindow(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.THURSDAY),
                LocalTime.of(2, 0),
                LocalTime.of(5, 0),
                ZoneId.of("Europe/Berlin")));
    facts.now = now;
    Verdict verdict = guard.judge(facts.step(), facts.facts());
    if (opens == null) {
      assertThat(verdict).isEqualTo(Verdict.ALLOW);
    } else {
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Verdict.Hold.class,
              hold -> {
                assertThat(hold.until()).contains(opens);
                assertThat(hold.reason()).isEqualTo(Reason.OUTSIDE_WINDOW);
                assertThat(hold.message())
                    .contains("Mon, Tue, Wed, Thu 02:00 to 05:00 Europe/Berlin", "02:00; ");
              });
    }
  }

  @Test
  void aClockThatJumpsOverTheEndFindsItClosed() {
    facts.window = Optional.of(nightly());
    facts.now = Instant.parse("2026-03-04T23:30:00Z");
    assertThat(guard.judge(facts.step(), facts.facts())).isEqualTo(Verdict.ALLOW);
    facts.now = Instant.parse("2026-03-06T09:00:00Z");
    assertThat(guard.judge(facts.step(), facts.facts()))
        .isInstanceOfSatisfying(
            Verdict.Hold.class,
            hold -> assertThat(hold.until()).contains(Instant.parse("2026-03-06T22:00:00Z")));
  }

  @Test
  void aStepThatIsRequestedDoesNotWait() {
    facts.window = Optional.of(nightly());
    facts.once = Optional.of("anna");
    assertThat(guard.judge(facts.step(), facts.facts())).isEqualTo(Verdict.ALLOW);
  }

  @Test
  void withoutAWindowItIsAlwaysTime() {
    assertThat(guard.judge(facts.step(), facts.facts())).isEqualTo(Verdict.ALLOW);
  }

  private static MaintenanceWindow nightly() {
    return new MaintenanceWindow(Set.of(), LocalTime.of(22, 0), LocalTime.of(4, 0), ZoneOffset.UTC);
  }
}
