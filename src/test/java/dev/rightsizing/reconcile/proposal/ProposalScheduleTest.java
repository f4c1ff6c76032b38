// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.reconcile.proposal.ProposalCycle.Outcome;
import dev.rightsizing.testkit.SettableClock;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposalScheduleTest {
  private static final Outcome GOOD = new Outcome(false, Optional.empty());
  private static final Outcome BLOCKED = new Outcome(true, Optional.empty());

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T12:00:00Z"));
  private final ProposalSchedule schedule = new ProposalSchedule(Duration.ofMinutes(5), 2, clock);

  private static RightSizingPolicy policy(long generation) {
    RightSizingPolicy policy = new RightSizingPolicy();
    policy.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("p")
            .withUid("u")
            .withGeneration(generation)
            .build());
    return policy;
  }

  @Test
  void aGoodPassIsRepeatedAfterTheIntervalAndAtOnceWhenAskedFor() {
    assertThat(schedule.next(policy(1), GOOD)).isEqualTo(Duration.ofMinutes(5));
    assertThat(schedule.wait(policy(1))).isZero();
  }

  @Test
  void thePauseDoublesWithEachFailureUpToHalfAnHour() {
    assertThat(schedule.next(policy(1), BLOCKED)).isEqualTo(Duration.ofMinutes(5));
    assertThat(schedule.wait(policy(1))).isEqualTo(Duration.ofMinutes(5));
    assertThat(schedule.next(policy(1), BLOCKED)).isEqualTo(Duration.ofMinutes(10));
    assertThat(schedule.next(policy(1), BLOCKED)).isEqualTo(Duration.ofMinutes(20));
    assertThat(schedule.next(policy(1), BLOCKED)).isEqualTo(Duration.ofMinutes(30));
    assertThat(schedule.next(policy(1), BLOCKED)).isEqualTo(Duration.ofMinutes(30));
    assertThat(schedule.next(policy(1), GOOD)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aChangedPolicyIsTriedAtOnce() {
    schedule.next(policy(1), BLOCKED);

    assertThat(schedule.wait(policy(2))).isZero();
  }

  @Test
  void aCodeHostThatLimitsRequestsIsLeftAloneWhateverChanges() {
    Outcome limited = new Outcome(true, Optional.of(Duration.ofMinutes(40)));

    assertThat(schedule.next(policy(1), limited)).isEqualTo(Duration.ofMinutes(40));
    clock.advance(Duration.ofMinutes(10));

    assertThat(schedule.wait(policy(2))).isEqualTo(Duration.ofMinutes(30));
  }
}
