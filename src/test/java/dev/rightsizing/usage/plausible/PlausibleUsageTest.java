// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.plausible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.DroppedSamples;
import dev.rightsizing.model.NodeCapacity;
import dev.rightsizing.model.Nodes;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.PodPlace;
import dev.rightsizing.model.PodSizes;
import dev.rightsizing.model.PodSizes.PodRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageCollector;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.absence.Absence;
import dev.rightsizing.usage.absence.Absence.Cause;
import dev.rightsizing.usage.absence.Trace;
import dev.rightsizing.usage.absence.Traces;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.usage.risk.RiskReadings;
import dev.rightsizing.usage.risk.RiskRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a collector makes of samples that are odd; five minutes apart, over a day. */
class PlausibleUsageTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final Instant ODD = Instant.parse("2026-03-04T02:00:00Z");
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final ContainerRef APP = new ContainerRef(WEB, "app");
  private static final PodOwners OWNERS =
      (namespace, pod) -> pod.startsWith("web-") ? Optional.of(WEB) : Optional.empty();
  private static final double GIB = 1024.0 * 1024 * 1024;

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource source = new FakeUsageSource();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);
  private final UsageCollector collector =
      new UsageCollector(
          source,
          Duration.ofMinutes(5),
          Aggregation.MAX_OVER_PODS,
          CollectorSettings.of(100_000, 2),
          clock,
          executor);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private CollectedUsage collect(Ceilings ceilings) throws UsageException {
    return collector.collect(
        new CollectRequest(
            Duration.ofDays(1),
            new TreeSet<>(Set.of("shop")),
            h -> OWNERS,
            Map.of("shop", 1),
            ceilings));
  }

  private double max(CollectedUsage usage, Resource resource) {
    return usage.summary(APP, resource, 100).orElseThrow().max().value();
  }

  /** Of 8 cores and 32 GiB, on which pod web-1 runs since long ago, unless it says otherwise. */
  private static Ceilings cluster(Size cpu, Instant since, boolean neverResized) {
    Nodes nodes =
        new Nodes(
            Map.of(
                "n1",
                new NodeCapacity(
                    "n1",
                    Map.of(Resource.CPU, Amount.cores(8), Resource.MEMORY, Amount.bytes(32 * GIB)),
                    Map.of())));
    PodRef pod = new PodRef("shop", "web-1");
    PodSizes pods =
        new PodSizes(
            Map.of(pod, Map.of("app", Map.of(Resource.CPU, cpu, Resource.MEMORY, Size.NONE))),
            Map.of(pod, new PodPlace(Optional.of("n1"), since, neverResized)));
    ContainerSpec app =
        new ContainerSpec(
            "app",
            ContainerRole.MAIN,
            0,
            Map.of(Resource.CPU, cpu),
            Map.of(),
            Map.of(Resource.CPU, cpu));
    Workload web = new Workload(WEB, "uid", Map.of(), 1, List.of(app), List.of("n1"));
    return new ClusterCeilings(nodes, pods, OWNERS, List.of(web));
  }

  private static Ceilings cluster(String limit, boolean neverResized) {
    Size size = Size.of(Amount.cores(0.5), Amount.parse(Resource.CPU, limit));
    return cluster(size, Instant.parse("2026-01-01T00:00:00Z"), neverResized);
  }

  private static Ceilings unlimited() {
    return cluster(Size.NONE, Instant.parse("2026-01-01T00:00:00Z"), true);
  }

  /** 0.2 cores, but at one time. */
  private void cpu(String pod, double odd) {
    source.cpu("shop", pod, "app", t -> t.equals(ODD) ? odd : 0.2);
  }

  @Test
  void believesNoSampleThatNoMachineHasEvenWhereNothingIsKnownOfTheCluster() throws Exception {
    cpu("web-1", 9e18);
    source.memory("shop", "web-1", "app", t -> t.equals(ODD) ? 0x1p64 - 1 : 300e6);

    CollectedUsage usage = collect(Ceilings.ABSOLUTE);

    assertThat(max(usage, Resource.CPU)).isEqualTo(0.2);
    assertThat(max(usage, Resource.MEMORY)).isEqualTo(300e6);
    assertThat(usage.dropped(APP, Resource.CPU))
        .contains(new DroppedSamples(1, Amount.cores(9e18), ODD));
    assertThat(usage.dropped(APP, Resource.MEMORY))
        .contains(new DroppedSamples(1, Amount.bytes(0x1p64), ODD));
    assertThat(usage.report().impossible()).isEqualTo(2);
    assertThat(usage.dropped(APP, Resource.CPU).orElseThrow().greatestText())
        .isEqualTo("9.000e+18");
  }

  @Test
  void hasNoUsageWhereNoSampleCanBe() throws Exception {
    source.cpu("shop", "web-1", "app", t -> 9e18);

    CollectedUsage usage = collect(Ceilings.ABSOLUTE);

    assertThat(usage.summary(APP, Resource.CPU, 95)).isEmpty();
    assertThat(usage.hasSeries(Resource.CPU)).isTrue();
    // From 10:00 of the day before to 10:20, every five minutes: 24 x 12 + 5.
    assertThat(usage.dropped(APP, Resource.CPU).orElseThrow().samples()).isEqualTo(293);
  }

  @Test
  void holdsALivingPodAgainstItsOwnNodeWithAMarginForTheJitterOfScrapes() throws Exception {
    // 8 cores x 1.25 + 0.5 = 10.5.
    cpu("web-1", 10.6);
    assertThat(max(collect(unlimited()), Resource.CPU)).isEqualTo(0.2);
  }

  @Test
  void keepsWhatANodeCanGive() throws Exception {
    cpu("web-1", 10.4);
    assertThat(max(collect(unlimited()), Resource.CPU)).isEqualTo(10.4);
  }

  @Test
  void holdsMemoryAgainstTheNode() throws Exception {
    // 32 GiB x 1.1 = 35.2 GiB and 16 MiB.
    source.memory("shop", "web-1", "app", t -> t.equals(ODD) ? 35.3 * GIB : GIB);
    assertThat(max(collect(unlimited()), Resource.MEMORY)).isEqualTo(GIB);
  }

  @Test
  void keepsWhatALargerMachineOfThePastCouldGiveAPodThatIsGone() throws Exception {
    cpu("web-0", 40);
    source.greatestMachine(Resource.CPU, 64);
    assertThat(max(collect(unlimited()), Resource.CPU)).isEqualTo(40);
  }

  @Test
  void holdsAPodThatIsGoneAgainstTheGreatestMachineThatThereWas() throws Exception {
    cpu("web-0", 40);
    source.greatestMachine(Resource.CPU, 16);
    assertThat(max(collect(unlimited()), Resource.CPU)).isEqualTo(0.2);
  }

  @Test
  void holdsAPodAgainstTheGreatestMachineBeforeItsOwnLifeBegan() throws Exception {
    cpu("web-1", 40);
    source.greatestMachine(Resource.CPU, 64);
    Ceilings reborn = cluster(Size.NONE, Instant.parse("2026-03-04T05:00:00Z"), true);
    assertThat(max(collect(reborn), Resource.CPU)).isEqualTo(40);
  }

  @Test
  void leavesOutWhatIsOverALimitThatNeverChanged() throws Exception {
    // 1 core x 1.5 + 0.5 = 2.
    cpu("web-1", 2.1);
    CollectedUsage usage = collect(cluster("1", true));
    assertThat(max(usage, Resource.CPU)).isEqualTo(0.2);
    assertThat(usage.dropped(APP, Resource.CPU).orElseThrow().samples()).isEqualTo(1);
  }

  @Test
  void keepsABurstWithinTheMarginOfALimit() throws Exception {
    cpu("web-1", 1.9);
    assertThat(max(collect(cluster("1", true)), Resource.CPU)).isEqualTo(1.9);
  }

  @Test
  void keepsUsageOfATimeInWhichTheLimitWasHigher() throws Exception {
    source.cpu("shop", "web-1", "app", t -> t.isBefore(ODD) ? 3.5 : 0.2);
    source.signal(Signal.CPU_LIMIT, "shop", "web-1", "app", t -> t.isAfter(ODD) ? 1 : 4);
    source.signal(Signal.CFS_PERIODS, "shop", "web-1", "app", t -> 36_000);
    assertThat(max(collect(cluster("1", false)), Resource.CPU)).isEqualTo(3.5);
  }

  @Test
  void keepsUsageOverALimitThatMayHaveBeenHigherWhereNothingIsRecorded() throws Exception {
    cpu("web-1", 3.5);
    assertThat(max(collect(cluster("1", false)), Resource.CPU)).isEqualTo(3.5);
  }

  @Test
  void leavesOutWhatIsOverTheLimitThatWasRecordedOfAPodThatIsGone() throws Exception {
    cpu("web-0", 3.5);
    source.signal(Signal.CPU_LIMIT, "shop", "web-0", "app", t -> 1);
    source.signal(Signal.CFS_PERIODS, "shop", "web-0", "app", t -> 36_000);
    assertThat(max(collect(cluster("1", true)), Resource.CPU)).isEqualTo(0.2);
  }

  @Test
  void keepsUsageOverALimitThatTheKernelDoesNotEnforce() throws Exception {
    source.cpu("shop", "web-1", "app", t -> t.isBefore(ODD) ? 3.5 : 0.2);
    assertThat(max(collect(cluster("1", true)), Resource.CPU)).isEqualTo(3.5);
  }

  @Test
  void keepsASingleBurstOverALimitWhereNoPeriodsAreCountedThoughTheyAreOfOthers() throws Exception {
    cpu("web-1", 3.5);
    source.signal(Signal.CFS_PERIODS, "shop", "other-1", "app", t -> 36_000);
    assertThat(max(collect(cluster("1", true)), Resource.CPU)).isEqualTo(3.5);
  }

  @Test
  void keepsOnlyTheOtherPodsSampleOfThatTime() throws Exception {
    cpu("web-1", 9e18);
    source.cpu("shop", "web-2", "app", t -> 0.7);
    UsageSummary usage = collect(unlimited()).summary(APP, Resource.CPU, 50).orElseThrow();
    assertThat(usage.max().value()).isEqualTo(0.7);
    assertThat(usage.mean().value()).isCloseTo(0.7, within(0.001));
  }

  @Test
  void countsNothingTwiceWhenAnHourIsReadAgainAndForgetsWhatIsOlderThanTheWindow()
      throws Exception {
    Instant late = Instant.parse("2026-03-04T10:15:00Z");
    source.cpu("shop", "web-1", "app", t -> t.equals(late) || t.equals(ODD) ? 9e18 : 0.2);
    assertThat(collect(unlimited()).dropped(APP, Resource.CPU).orElseThrow().samples())
        .isEqualTo(2);

    clock.advance(Duration.ofMinutes(10));
    assertThat(collect(unlimited()).dropped(APP, Resource.CPU).orElseThrow().samples())
        .isEqualTo(2);

    // A day and an hour after the first one only the other is left.
    clock.advance(Duration.between(clock.instant(), ODD.plus(Duration.ofHours(25))));
    assertThat(collect(unlimited()).dropped(APP, Resource.CPU).orElseThrow())
        .isEqualTo(new DroppedSamples(1, Amount.cores(9e18), late));
  }

  @Test
  void asksWhatThereIsOnlyOfNamespacesWithoutUsageAndOnceAResourceAndCollection() throws Exception {
    cpu("web-1", 0.2);
    CollectedUsage usage = collect(unlimited());
    // Memory alone has no usage.
    assertThat(source.tracesAsked()).isEqualTo(1);
    assertThat(usage.absences())
        .containsExactly(new Absence("shop", Resource.MEMORY, Cause.NO_SERIES));

    source.memory("shop", "web-1", "app", t -> GIB);
    clock.advance(Duration.ofMinutes(5));
    assertThat(collect(unlimited()).absences()).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    collect(unlimited());
    assertThat(source.tracesAsked()).isEqualTo(1);
  }

  @Test
  void readsOverFourTimesTheDistanceOfSamplesThatAreTooFarApartForARate() throws Exception {
    Traces sparse = new Traces();
    // 4 samples an hour are 15 minutes apart; four times that is an hour.
    sparse.add("shop", Trace.CONTAINERS, 4);
    source.traces(Resource.CPU, sparse);

    collect(unlimited());

    assertThat(source.queries())
        .filteredOn(query -> query.resource() == Resource.CPU)
        .extracting(query -> query.range().toMinutes())
        .startsWith(5L)
        .endsWith(60L);
  }

  @Test
  void theRiskWatchSeesNoMemoryBeyondThePodsOwnNode() {
    double leak = 10 * GIB;
    source.memory("shop", "web-1", "app", t -> t.getEpochSecond() % 300 == 0 ? 36 * GIB : leak);

    RiskReadings readings =
        new RiskReader(CollectorSettings.of(100_000, 2))
            .read(
                source,
                new RiskRequest(
                    new TreeSet<>(Set.of("shop")),
                    OWNERS,
                    PodSizes.NONE,
                    List.of(),
                    false,
                    Map.of(),
                    unlimited(),
                    NOW));

    assertThat(readings.of(APP))
        .singleElement()
        .satisfies(
            pod ->
                assertThat(pod.memory())
                    .isNotEmpty()
                    .allSatisfy(point -> assertThat(point.bytes()).isEqualTo(leak)));
  }

  @Test
  void asksForRecordsOnlyWhereASampleIsInDoubt() throws Exception {
    cpu("web-1", 0.2);
    collect(cluster("1", true));
    assertThat(source.signalQueries()).isEmpty();
  }
}
