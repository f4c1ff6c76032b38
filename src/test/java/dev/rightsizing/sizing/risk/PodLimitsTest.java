// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.PodReading.Limits;
import dev.rightsizing.model.risk.PodReading.MemoryPoint;
import dev.rightsizing.model.risk.RiskLevel;
import dev.rightsizing.model.saturation.OomKill;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Pods that are held to other limits than most of their workload: 1 core and 1000 bytes. */
class PodLimitsTest {
  private final Ticks ticks = new Ticks();

  private PodReading pod(String name, double bytes, double limit) {
    return pod(name, bytes, Optional.of(Amount.bytes(limit)), Ticks.idle());
  }

  private PodReading pod(String name, double bytes, Optional<Amount> limit, Cfs cfs) {
    MemoryPoint now = new MemoryPoint(ticks.now.plus(Ticks.MINUTE), bytes);
    return new PodReading(name, Optional.of(cfs), List.of(now), OptionalDouble.empty())
        .under(new Limits(Optional.of(Amount.cores(1)), limit));
  }

  @Test
  void aPodWhoseLimitWasRaisedIsNoRisk() {
    // 1170 would be 117 % of the limit of most, and are 29 % of its own.
    for (int i = 0; i < 10; i++) {
      ticks.tick(pod("raised", 1170, 4000));
    }

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.NONE);
    assertThat(ticks.changes).isEmpty();
  }

  @Test
  void aPodWhoseLimitWasLoweredIsOneAndItsOwnLimitIsNamed() {
    ticks.limit = 4000;
    for (int i = 0; i < 6; i++) {
      ticks.tick(pod("lowered", 986, 1000));
    }

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.EMERGENCY);
    assertThat(ticks.changes.get(0).sentence())
        .startsWith("Emergency: container app is at 98 % of its memory limit 1k ")
        .contains("pod lowered uses");
  }

  @Test
  void theFullestPodIsTheOneWithTheGreatestShareOfItsOwnLimit() {
    for (int i = 0; i < 6; i++) {
      ticks.tick(pod("large", 3000, 4000), pod("small", 970, 1000));
    }

    assertThat(ticks.last.sentences().get(0)).contains("limit 1k ").contains("pod small uses");
  }

  @Test
  void theHoldTimeGoesOnWhenAPodWithAnotherLimitTakesOver() {
    for (int i = 0; i < 6; i++) {
      boolean even = i % 2 == 0;
      ticks.tick(pod("small", even ? 970 : 920, 1000), pod("large", even ? 3680 : 3880, 4000));
    }

    assertThat(ticks.reported()).containsExactly("Memory None->Emergency");
  }

  @Test
  void underALimitThatNoPodHadBeforeTheHoldTimeBeginsAnew() {
    for (int i = 0; i < 5; i++) {
      ticks.tick(pod("web", 970, 1000));
    }
    for (int i = 0; i < 5; i++) {
      ticks.tick(pod("web", 1940, 2000));
    }
    assertThat(ticks.changes).isEmpty();

    ticks.tick(pod("web", 1940, 2000));
    assertThat(ticks.reported()).containsExactly("Memory None->Emergency");
  }

  @Test
  void aWorkingSetOverALimitThatHoldsCannotBeAndIsNeverShown() {
    for (int i = 0; i < 10; i++) {
      assertThat(ticks.tick(pod("web", 1170, 1000))).isEqualTo(RiskLevel.UNKNOWN);
    }

    assertThat(ticks.last.reason()).isEqualTo(Reason.IMPOSSIBLE_FIGURE);
    assertThat(ticks.changes).isEmpty();
    assertThat(ticks.last.minutesToLimit()).isEmpty();
    assertThat(String.join(" ", ticks.last.sentences())).doesNotContain("%").doesNotContain("117");
  }

  @Test
  void whatCannotBeOfOnePodDoesNotHideTheRiskOfAnother() {
    for (int i = 0; i < 6; i++) {
      ticks.tick(pod("odd", 1170, 1000), pod("full", 970, 1000));
    }

    assertThat(ticks.last.level()).isEqualTo(RiskLevel.EMERGENCY);
    assertThat(ticks.changes.get(0).sentence()).contains("pod full uses").contains(" 97 % ");
  }

  @Test
  void onlyPodsWithoutALimitAreWithoutOne() {
    assertThat(ticks.tick(pod("free", 5000, Optional.empty(), Ticks.idle())))
        .isEqualTo(RiskLevel.UNKNOWN);
    assertThat(ticks.last.reason()).isEqualTo(Reason.NO_MEMORY_LIMIT);

    for (int i = 0; i < 6; i++) {
      ticks.tick(pod("free", 5000, Optional.empty(), Ticks.idle()), pod("full", 970, 1000));
    }
    assertThat(ticks.last.level()).isEqualTo(RiskLevel.EMERGENCY);
  }

  @Test
  void throttlingNamesTheLimitOfThePodThatWaits() {
    for (int i = 0; i < 11; i++) {
      PodReading free = pod("free", 100, 1000);
      PodReading held =
          pod("held", 100, Optional.of(Amount.bytes(1000)), Ticks.throttled(0.5))
              .under(new Limits(Optional.of(Amount.cores(0.2)), Optional.of(Amount.bytes(1000))));
      ticks.tick(free, held);
    }

    assertThat(ticks.reported()).containsExactly("Throttling None->Warning");
    assertThat(ticks.changes.get(0).sentence())
        .contains("under its limit 200m")
        .contains("pod held");
  }

  @Test
  void aKillNamesTheLimitThatWasInForceThen() {
    ticks.kills = List.of(OomKill.exactly("web", ticks.now, Optional.of(Amount.bytes(512))));

    ticks.tick(pod("web", 100, 2000));

    assertThat(ticks.changes.get(0).sentence()).contains("under its limit of 512");
  }
}
