// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.backtest.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.api.v1alpha1.RightSizingPolicy;
import dev.rightsizing.api.v1alpha1.RightSizingPolicySpec;
import dev.rightsizing.backtest.UsageSeries;
import dev.rightsizing.backtest.risk.ScoreBoard.Case;
import dev.rightsizing.backtest.risk.cpu.Work;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.risk.ContainerReading;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.PodReading.Cfs;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.recommend.PolicyReader;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ThrottlingReplayTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int A_DAY = 1440;
  private static final String MAIN = ThrottlingReplay.truth(ThrottlingReplay.LATE_OVER.get(0));

  /** A first day, then another of 1440 minutes with an hour apart in its middle. */
  private static ScoreBoard watch(double day, double hour) {
    double[] cores = new double[2 * A_DAY];
    Arrays.fill(cores, day);
    Arrays.fill(cores, A_DAY + 600, A_DAY + 660, hour);
    long[] seconds = LongStream.range(0, cores.length).map(i -> 1_700_000_000 + 60 * i).toArray();
    return new ThrottlingReplay(MINUTE)
        .add(new UsageSeries("ns/pod/app", Resource.CPU, seconds, cores))
        .board();
  }

  private static AlertScore tally(ScoreBoard board, Work work, String rule) {
    return board.sum(new Case(work.text(), rule, MAIN)::equals);
  }

  @Test
  void anHourOverTheLimitIsHarmThatOursFindsWithOneNotification() {
    // Limits 0.3, 0.6 and 1.2: the hour is over the first two.
    ScoreBoard board = watch(0.3, 1.0);

    AlertScore ours = tally(board, Work.STEADY, WatchRules.OURS);
    assertThat(List.of(ours.events(), ours.found(), ours.alarms(), ours.right()))
        .containsExactly(2, 2, 2, 2);
    // The 5 minutes of a rate until the share is over 25 %, and 10 more.
    assertThat(ours.medianLead()).isBetween(9.0, 13.0);
    // Three limits, a day each.
    assertThat(ours.notificationsPerDay()).isEqualTo(2.0 / 3);
    assertThat(tally(board, Work.STEADY, WatchRules.MIXIN).found()).isEqualTo(2);
  }

  @Test
  void anIdleContainerThatWakesUpIsToldOfByTheShareAloneAndHarmsNobody() {
    // 0.1 s of CPU a minute: a piece of 200 ms every other minute.
    ScoreBoard board = watch(0.0016, 0.0016);

    AlertScore share = tally(board, Work.WAKE_UPS, WatchRules.INSTANT_SHARE);
    AlertScore ours = tally(board, Work.WAKE_UPS, WatchRules.OURS);
    assertThat(share.events()).as("harm").isZero();
    assertThat(share.timeOn()).isGreaterThan(0.7);
    assertThat(share.precision()).isZero();
    assertThat(ours.notificationsPerDay()).isZero();
  }

  @Test
  void usageFarUnderItsLimitIsNeverTold() {
    ScoreBoard board = watch(0.3, 0.3);

    for (String rule : board.names(Case::rule)) {
      assertThat(tally(board, Work.STEADY, rule).notificationsPerDay()).as(rule).isZero();
      assertThat(tally(board, Work.STEADY, rule).events()).as(rule).isZero();
    }
  }

  @Test
  void aSeriesWithoutUsageIsNotWatched() {
    assertThat(watch(0, 1).names(Case::rule)).isEmpty();
  }

  @Test
  void ourRuleHasAPolicysDefaults() throws Exception {
    RightSizingPolicy policy = new RightSizingPolicy();
    policy.setMetadata(new ObjectMetaBuilder().withName("p").withNamespace("shop").build());
    policy.setSpec(new RightSizingPolicySpec());

    assertThat(new WatchRules(MINUTE).settings()).isEqualTo(new PolicyReader().read(policy).risk());
  }

  @Test
  void whereTheEngineRestsItWouldHaveSaidNothing() {
    EngineUnderTest asked = new EngineUnderTest(new WatchRules(MINUTE).settings());
    EngineUnderTest spared = new EngineUnderTest(new WatchRules(MINUTE).settings());
    Random random = new Random(7);
    double level = 0;
    int alarms = 0;
    int rests = 0;
    for (int i = 0; i < 20_000; i++) {
      level = i % 40 == 0 ? random.nextDouble() * 0.6 : level;
      Instant now = Instant.ofEpochSecond(60L * i);
      ContainerReading reading = reading(new Cfs(level * random.nextDouble(0.8, 1.2), 1, 10));
      boolean resting = spared.rests(reading);
      AlertOutput output =
          resting
              ? AlertOutput.NOTHING
              : spared.evaluate(Set.of(RiskKind.THROTTLING), reading, now);
      assertThat(output).isEqualTo(asked.evaluate(Set.of(RiskKind.THROTTLING), reading, now));
      alarms += output.notifications();
      rests += resting ? 1 : 0;
    }
    assertThat(alarms).isGreaterThan(20);
    assertThat(rests).isGreaterThan(1000);
  }

  private static ContainerReading reading(Cfs cfs) {
    return new ContainerReading(
        "c",
        Optional.of(Amount.cores(1)),
        Optional.empty(),
        true,
        List.of(new PodReading("p", Optional.of(cfs), List.of(), OptionalDouble.empty())),
        List.of(),
        Map.of());
  }
}
