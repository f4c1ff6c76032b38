// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.recommend.Policy;
import dev.rightsizing.reconcile.PolicyRuns.Ending;
import dev.rightsizing.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PolicyRunsTest {
  private static final Policy.Id SHOP = new Policy.Id("shop", "shop");
  private static final Policy.Id OTHER = new Policy.Id("other", "other");
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T10:20:00Z"));
  private final PolicyRuns runs = new PolicyRuns(clock);

  private void run(Policy.Id policy, Duration next) {
    assertThat(runs.tryBegin(policy)).isTrue();
    runs.end(policy, Ending.GOOD, next);
  }

  @Test
  void beginsNoSecondRunOfAPolicyBesideTheFirst() {
    assertThat(runs.tryBegin(SHOP)).isTrue();
    assertThat(runs.tryBegin(SHOP)).isFalse();
    assertThat(runs.tryBegin(OTHER)).isTrue();

    runs.end(SHOP, Ending.GOOD, LIMIT);

    assertThat(runs.tryBegin(SHOP)).isTrue();
  }

  @Test
  void alsoNotOfOneThatWasDeletedAndMadeAnewMeanwhile() {
    runs.tryBegin(SHOP);
    runs.forget(SHOP);

    assertThat(runs.tryBegin(SHOP)).isFalse();
    runs.end(SHOP, Ending.GOOD, LIMIT);
    assertThat(runs.tryBegin(SHOP)).isTrue();
  }

  @Test
  void aPolicyThatWasDeletedDuringItsRunIsNeverDue() {
    runs.tryBegin(SHOP);
    runs.forget(SHOP);
    runs.end(SHOP, Ending.GOOD, Duration.ofMinutes(1));
    clock.advance(Duration.ofDays(1));

    assertThat(runs.overdue()).isZero();
    assertThat(runs.age()).isZero();
    assertThat(runs.isStuck(LIMIT)).isFalse();
  }

  @Test
  void isStuckWhenWhatIsDueDoesNotBegin() {
    run(SHOP, Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(90));
    assertThat(runs.overdue()).isEqualTo(Duration.ofMinutes(30));
    assertThat(runs.isStuck(LIMIT)).isFalse();

    clock.advance(Duration.ofMinutes(1));

    assertThat(runs.isStuck(LIMIT)).isTrue();
    run(SHOP, Duration.ofHours(1));
    assertThat(runs.isStuck(LIMIT)).isFalse();
  }

  @Test
  void isStuckWhenTheOnlyRunNeverEnds() {
    runs.tryBegin(SHOP);
    clock.advance(Duration.ofMinutes(31));

    assertThat(runs.isStuck(LIMIT)).isTrue();
  }

  @Test
  void oneHangingSourceDoesNotEndAProcessThatWorksForOthers() {
    runs.tryBegin(SHOP);
    clock.advance(Duration.ofMinutes(29));
    run(OTHER, LIMIT);
    clock.advance(Duration.ofMinutes(2));

    assertThat(runs.isStuck(LIMIT)).isFalse();
  }

  @Test
  void nothingIsDueOfAPausedPolicy() {
    runs.tryBegin(SHOP);
    runs.end(SHOP, Ending.PAUSED, Duration.ZERO);
    clock.advance(Duration.ofDays(30));

    assertThat(runs.isStuck(LIMIT)).isFalse();
    assertThat(runs.age()).isZero();
  }

  @Test
  void theAgeIsThatOfTheOldestGoodRun() {
    run(SHOP, Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(5));
    run(OTHER, Duration.ofMinutes(1));
    runs.tryBegin(SHOP);
    runs.end(SHOP, Ending.FAILED, Duration.ofMinutes(1));

    assertThat(runs.age()).isEqualTo(Duration.ofMinutes(5));
  }
}
