// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.saturation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.model.saturation.Saturation;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.SignalQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SaturationCollectorTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final long HOUR = NOW.getEpochSecond() / 3600;
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final ContainerRef APP = new ContainerRef(WEB, "app");
  private static final PodOwners OWNERS =
      (namespace, pod) -> pod.startsWith("web-") ? Optional.of(WEB) : Optional.empty();

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource source = new FakeUsageSource();
  private final SaturationCollector collector =
      new SaturationCollector(source, CollectorSettings.of(100_000, 2), clock);

  private CollectedSaturation collect() {
    return collect(Duration.ofDays(2));
  }

  private CollectedSaturation collect(Duration lookback) {
    return collector.collect(
        new CollectRequest(lookback, new TreeSet<>(List.of("shop")), h -> OWNERS, Map.of()));
  }

  private void signal(Signal signal, String pod, ToDoubleFunction<Instant> value) {
    source.signal(signal, "shop", pod, "app", value);
  }

  /** The value in the hour before the last one that is over, and another in all others. */
  private static ToDoubleFunction<Instant> from(long hour, double before, double since) {
    return end -> end.getEpochSecond() / 3600 - 1 < hour ? before : since;
  }

  @Test
  void takesThePodWithTheGreatestThrottledShareWithItsPeriods() {
    signal(Signal.CFS_PERIODS, "web-1", t -> 30_000);
    signal(Signal.CFS_THROTTLED, "web-1", t -> 3_000);
    signal(Signal.CFS_PERIODS, "web-2", t -> 10_000);
    signal(Signal.CFS_THROTTLED, "web-2", t -> 2_000);
    signal(Signal.CFS_PERIODS, "web-idle", t -> 50);
    signal(Signal.CFS_THROTTLED, "web-idle", t -> 50);
    signal(Signal.CFS_PERIODS, "stray", t -> 10_000);
    signal(Signal.CFS_THROTTLED, "stray", t -> 10_000);

    Saturation saturation = collect().of(APP);

    assertThat(saturation.throttledShare(HOUR - 1)).hasValue(0.2);
    assertThat(saturation.periods().orElseThrow().at(HOUR - 1)).hasValue(10_000);
    assertThat(saturation.throttlingHours().min()).hasValue(HOUR - 48);
    assertThat(saturation.throttlingHours().max()).hasValue(HOUR - 1);
  }

  @Test
  void anHourWithMoreThrottledPeriodsThanPeriodsIsNotKnown() {
    signal(Signal.CFS_PERIODS, "web-1", t -> 30_000);
    // Of a counter that dips, a rate takes all that it counted for new.
    signal(Signal.CFS_THROTTLED, "web-1", from(HOUR - 1, 3_000, 500_000));

    Saturation saturation = collect().of(APP);

    assertThat(saturation.throttledShare(HOUR - 2)).hasValue(0.1);
    assertThat(saturation.throttledShare(HOUR - 1)).isEmpty();
  }

  @Test
  void residentMemoryThatNoMachineHasIsNotKnown() {
    signal(Signal.RSS, "web-1", from(HOUR - 1, 100e6, 9e18));

    assertThat(collect().of(APP).rss().orElseThrow().max()).hasValue(100e6);
  }

  @Test
  void aWeekOfManyNamespacesIsOneQueryADayAndSignal() {
    TreeSet<String> many = new TreeSet<>();
    for (int i = 0; i < 200; i++) {
      many.add("n" + i);
    }

    new SaturationCollector(source, CollectorSettings.of(1_000_000, 2), clock)
        .collect(new CollectRequest(Duration.ofDays(7), many, h -> OWNERS, Map.of()));

    // Periods, CPU limits, resident memory and OOM reasons.
    assertThat(source.signalQueries())
        .hasSize(4 * 7)
        .allSatisfy(query -> assertThat(query.namespaces()).hasSize(200))
        .allSatisfy(query -> assertThat(query.hours()).isEqualTo(24));
  }

  @Test
  void takesTheGreatestResidentMemoryAndLimitOverPods() {
    signal(Signal.RSS, "web-1", t -> 100e6);
    signal(Signal.RSS, "web-2", t -> 200e6);
    signal(Signal.CPU_LIMIT, "web-1", t -> 2);

    Saturation saturation = collect().of(APP);

    assertThat(saturation.rss().orElseThrow().max()).hasValue(200e6);
    assertThat(saturation.cpuLimits().orElseThrow().known()).isEqualTo(48);
  }

  @Test
  void whatIsNotRecordedIsAbsentAndNoted() {
    signal(Signal.RSS, "web-1", t -> 100e6);

    CollectedSaturation collected = collect();

    assertThat(collected.of(APP).periods()).isEmpty();
    assertThat(collected.of(APP).throttlingHours()).isEmpty();
    assertThat(collected.missing())
        .extracting(MissingEvidence::signal, MissingEvidence::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Signal.CFS_PERIODS, Reason.USAGE_MISSING),
            org.assertj.core.groups.Tuple.tuple(Signal.CPU_LIMIT, Reason.USAGE_MISSING));
    assertThat(collected.missing().get(0).message()).contains("container_cpu_cfs_periods_total");
  }

  @Test
  void aPartThatFailsIsNotedAndReadNextTime() {
    signal(Signal.RSS, "web-1", t -> 100e6);
    signal(Signal.CFS_PERIODS, "web-1", t -> 30_000);
    signal(Signal.CFS_THROTTLED, "web-1", t -> 3_000);
    source.failSignal(Signal.CFS_THROTTLED, Optional.of(Reason.SOURCE_OVERLOADED));

    CollectedSaturation first = collect();

    assertThat(first.of(APP).rss()).isPresent();
    assertThat(first.of(APP).periods()).isEmpty();
    assertThat(first.missing())
        .extracting(MissingEvidence::reason)
        .contains(Reason.SOURCE_OVERLOADED);

    source.failSignal(Signal.CFS_THROTTLED, Optional.empty());
    assertThat(collect().of(APP).throttlingHours().count()).isEqualTo(48);
  }

  @Test
  void ownersThatCannotBeReadFailNothingElse() {
    signal(Signal.RSS, "web-1", t -> 100e6);
    source.failFrom(Instant.MIN, Reason.SOURCE_UNREACHABLE);

    assertThat(collect().of(APP).rss()).isPresent();
  }

  @Test
  void readsAnHourOnceWhenItIsOverAndLateSamplesAreIn() {
    signal(Signal.RSS, "web-1", t -> 100e6);
    collect();
    assertThat(rssQueries()).extracting(SignalQuery::lastHour).endsWith(HOUR - 1);
    source.forgetQueries();

    collect();
    assertThat(source.signalQueries()).isEmpty();

    clock.advance(Duration.ofMinutes(44).plusSeconds(29));
    collect();
    assertThat(source.signalQueries()).isEmpty();

    clock.advance(Duration.ofSeconds(1));
    collect();
    assertThat(rssQueries())
        .containsExactly(new SignalQuery(Signal.RSS, new TreeSet<>(List.of("shop")), HOUR, HOUR));
  }

  private List<SignalQuery> rssQueries() {
    return source.signalQueries().stream().filter(q -> q.signal() == Signal.RSS).toList();
  }

  @Test
  void aLongerLookbackIsReadFromItsStart() {
    signal(Signal.RSS, "web-1", t -> 100e6);
    collect(Duration.ofHours(5));

    assertThat(collect(Duration.ofHours(30)).of(APP).rss().orElseThrow().known()).isEqualTo(30);
    assertThat(collect(Duration.ofHours(5)).of(APP).rss().orElseThrow().known()).isEqualTo(5);
  }

  @Test
  void anOomKillIsARestartWhileTheReasonSaysSo() {
    // Killed in HOUR - 10 and twice in HOUR - 5; another restart before the first reason.
    signal(Signal.OOM_REASON, "web-1", from(HOUR - 10, Double.NaN, 1));
    signal(
        Signal.RESTARTS,
        "web-1",
        end -> {
          long hour = end.getEpochSecond() / 3600 - 1;
          return hour < HOUR - 20 ? 3 : hour < HOUR - 10 ? 4 : hour < HOUR - 5 ? 5 : 7;
        });
    signal(Signal.MEMORY_LIMIT, "web-1", from(HOUR - 10, 1e9, 2e9));

    List<OomKill> kills = collect().of(APP).kills();

    assertThat(kills)
        .extracting(kill -> kill.at().getEpochSecond() / 3600 - 1)
        .containsExactly(HOUR - 10, HOUR - 5, HOUR - 5);
    assertThat(kills)
        .extracting(kill -> kill.limit().map(Amount::value).orElse(0.0))
        .containsExactly(1e9, 2e9, 2e9);
    assertThat(collect().of(APP).kills()).isEqualTo(kills);
  }

  @Test
  void aPodThatBeginsWithRestartsWasKilledOnceAtLeast() {
    signal(Signal.RESTARTS, "web-old", t -> 0);
    signal(Signal.OOM_REASON, "web-1", from(HOUR - 3, Double.NaN, 1));
    signal(Signal.RESTARTS, "web-1", from(HOUR - 3, Double.NaN, 4));

    assertThat(collect().of(APP).kills()).hasSize(1);
  }

  @Test
  void aGapOfAllSeriesMakesNoKillOfAnOldOne() {
    signal(Signal.OOM_REASON, "web-1", from(HOUR - 3, Double.NaN, 1));
    signal(Signal.RESTARTS, "web-1", from(HOUR - 3, Double.NaN, 4));

    assertThat(collect().of(APP).kills()).isEmpty();
  }

  @Test
  void restartsAreAskedForOnlyWhereAReasonWasSeen() {
    signal(Signal.RESTARTS, "web-1", t -> 4);

    collect();

    assertThat(source.signalQueries())
        .extracting(SignalQuery::signal)
        .doesNotContain(Signal.RESTARTS, Signal.MEMORY_LIMIT)
        .contains(Signal.OOM_REASON);
  }

  @Test
  void aThousandContainersOverTwoWeeksStayUnderTenMegabytes() {
    for (int i = 0; i < 1000; i++) {
      String container = "c" + i;
      for (Signal signal :
          List.of(Signal.CFS_PERIODS, Signal.CFS_THROTTLED, Signal.CPU_LIMIT, Signal.RSS)) {
        source.signal(signal, "shop", "web-1", container, t -> 1e6);
      }
    }

    collect(Duration.ofDays(14));

    assertThat(collector.heldBytes()).isBetween(4_000_000L, 6_500_000L);
  }
}
