// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsageCollectorTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final Duration DAY = Duration.ofDays(1);
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final ContainerRef APP = new ContainerRef(WEB, "app");
  private static final PodOwners OWNERS =
      (namespace, pod) -> pod.startsWith("web-") ? Optional.of(WEB) : Optional.empty();

  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource source = new FakeUsageSource();
  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  private UsageCollector collector(Aggregation aggregation) {
    return new UsageCollector(
        source, STEP, aggregation, CollectorSettings.of(100_000, 2), clock, executor);
  }

  private static CollectRequest request(String... namespaces) {
    return new CollectRequest(DAY, new TreeSet<>(List.of(namespaces)), h -> OWNERS, Map.of());
  }

  private static UsageSummary cpu(CollectedUsage usage, double percentile) {
    return usage.summary(APP, Resource.CPU, percentile).orElseThrow();
  }

  @Test
  void takesTheMaximumOverPodsAtEachInstant() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> t.getEpochSecond() % 600 == 0 ? 1.0 : 0.2);
    source.cpu("shop", "web-2", "app", t -> t.getEpochSecond() % 600 == 0 ? 0.2 : 0.8);

    CollectedUsage usage = collector(Aggregation.MAX_OVER_PODS).collect(request("shop"));

    assertThat(cpu(usage, 1).statistic().value()).isCloseTo(0.8, within(0.008));
    assertThat(cpu(usage, 100).max().value()).isEqualTo(1.0);
  }

  @Test
  void knowsThePeakOfEachHourOverPods() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> t.equals(NOW.minusSeconds(1230)) ? 3.0 : 0.25);
    source.cpu("shop", "web-2", "app", t -> 0.5);

    for (Aggregation aggregation : Aggregation.values()) {
      CollectedUsage usage = collector(aggregation).collect(request("shop"));

      long hour = NOW.getEpochSecond() / 3600;
      assertThat(usage.peaks(APP, Resource.CPU).at(hour)).hasValue(3.0);
      assertThat(usage.peaks(APP, Resource.CPU).at(hour - 1)).hasValue(0.5);
      assertThat(usage.peaks(APP, Resource.CPU).known()).isEqualTo(25);
    }
  }

  @Test
  void poolsSamplesOfAllPodsWhenThePolicySaysSo() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 1.0);
    source.cpu("shop", "web-2", "app", t -> 0.2);

    CollectedUsage usage = collector(Aggregation.POOLED).collect(request("shop"));

    assertThat(cpu(usage, 25).statistic().value()).isCloseTo(0.2, within(0.002));
    assertThat(cpu(usage, 75).statistic().value()).isCloseTo(1.0, within(0.01));
  }

  @Test
  void takesTheGreatestPodsPercentileWhenThePolicySaysSo() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.3);
    source.cpu("shop", "web-2", "app", t -> t.getEpochSecond() % 600 == 0 ? 0.9 : 0.1);

    CollectedUsage usage = collector(Aggregation.MAX_OF_PODS).collect(request("shop"));

    assertThat(cpu(usage, 40).statistic().value()).isCloseTo(0.3, within(0.003));
    assertThat(cpu(usage, 100).statistic().value()).isCloseTo(0.9, within(0.009));
  }

  @Test
  void duplicateSeriesOfOneContainerCountOnce() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);
    source.cpu("shop", "web-1", "app", t -> 0.4);

    CollectedUsage usage = collector(Aggregation.POOLED).collect(request("shop"));

    assertThat(cpu(usage, 95).samples()).isEqualTo(293);
    assertThat(cpu(usage, 1).statistic().value()).isCloseTo(0.5, within(0.005));
  }

  @Test
  void aPodThatNobodyOwnsIsLeftOut() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);
    source.cpu("shop", "stray", "app", t -> 9.0);

    CollectedUsage usage = collector(Aggregation.MAX_OVER_PODS).collect(request("shop"));

    assertThat(cpu(usage, 100).max().value()).isEqualTo(0.5);
  }

  @Test
  void theWindowBeginsAtAWholeHourAndEndsAtTheLastWholeStep() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);

    CollectedUsage usage = collector(Aggregation.MAX_OVER_PODS).collect(request("shop"));

    assertThat(usage.from()).isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
    assertThat(usage.to()).isEqualTo(Instant.parse("2026-03-04T10:20:00Z"));
    assertThat(cpu(usage, 95).from()).isEqualTo(usage.from());
    assertThat(cpu(usage, 95).to()).isEqualTo(usage.to());
  }

  @Test
  void theSecondReadAsksOnlyForTheHoursSinceTheFirst() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);
    UsageCollector collector = collector(Aggregation.MAX_OVER_PODS);
    collector.collect(request("shop"));
    source.forgetQueries();
    clock.advance(Duration.ofHours(1));

    CollectedUsage usage = collector.collect(request("shop"));

    assertThat(source.queries())
        .allSatisfy(q -> assertThat(q.from()).isEqualTo(Instant.parse("2026-03-04T10:00:00Z")));
    assertThat(cpu(usage, 95).to()).isEqualTo(Instant.parse("2026-03-04T11:20:00Z"));
  }

  @Test
  void readingInPartsGivesTheSameAsReadingAtOnce() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.1 + t.getEpochSecond() % 7919 / 10_000.0);
    UsageCollector often = collector(Aggregation.MAX_OVER_PODS);
    for (int i = 0; i < 12; i++) {
      often.collect(request("shop"));
      clock.advance(Duration.ofMinutes(37));
    }

    UsageSummary inParts = cpu(often.collect(request("shop")), 95);
    UsageSummary atOnce = cpu(collector(Aggregation.MAX_OVER_PODS).collect(request("shop")), 95);

    assertThat(inParts).isEqualTo(atOnce);
  }

  @Test
  void aNamespaceThatComesLaterIsReadFromTheStartOfTheWindow() throws UsageException {
    UsageCollector collector = collector(Aggregation.MAX_OVER_PODS);
    collector.collect(request("shop"));
    source.forgetQueries();

    collector.collect(request("shop", "late"));

    assertThat(source.queries())
        .anySatisfy(
            q -> {
              assertThat(q.namespaces()).containsExactly("late");
              assertThat(q.from()).isEqualTo(Instant.parse("2026-03-03T10:00:00Z"));
            });
  }

  @Test
  void anAnswerThatIsTooLargeIsAskedForInHalves() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);
    source.refuseMoreThan(Duration.ofHours(7));

    CollectedUsage usage = collector(Aggregation.MAX_OVER_PODS).collect(request("shop"));

    assertThat(cpu(usage, 95).samples()).isEqualTo(293);
  }

  @Test
  void slicesStayWithinTheSampleBudget() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);
    CollectRequest large =
        new CollectRequest(DAY, request("shop").namespaces(), h -> OWNERS, Map.of("shop", 2000));

    collector(Aggregation.MAX_OVER_PODS).collect(large);

    assertThat(source.queries())
        .allSatisfy(q -> assertThat(q.points() * 2000).isLessThanOrEqualTo(100_000));
  }

  @Test
  void whatWasReadBeforeAFailureIsNotReadAgain() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);
    UsageCollector collector =
        new UsageCollector(
            source,
            STEP,
            Aggregation.MAX_OVER_PODS,
            new CollectorSettings(100_000, Duration.ofHours(6), Duration.ofMinutes(5), 2),
            clock,
            executor);
    source.failFrom(Instant.parse("2026-03-04T00:00:00Z"), Reason.SOURCE_OVERLOADED);
    assertThatThrownBy(() -> collector.collect(request("shop"))).isInstanceOf(UsageException.class);
    source.recover();
    source.forgetQueries();

    CollectedUsage usage = collector.collect(request("shop"));

    assertThat(source.queries())
        .allSatisfy(q -> assertThat(q.from()).isAfter(Instant.parse("2026-03-03T20:00:00Z")));
    assertThat(cpu(usage, 95).samples()).isEqualTo(293);
  }

  @Test
  void aClockThatIsSetBackReadsTheWindowAnew() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);
    UsageCollector collector = collector(Aggregation.MAX_OVER_PODS);
    collector.collect(request("shop"));
    clock.advance(Duration.ofHours(-5));

    CollectedUsage usage = collector.collect(request("shop"));

    assertThat(cpu(usage, 95).to()).isEqualTo(Instant.parse("2026-03-04T05:20:00Z"));
  }

  @Test
  void aResourceWithoutAnySeriesIsTold() throws UsageException {
    source.cpu("shop", "web-1", "app", t -> 0.5);

    CollectedUsage usage = collector(Aggregation.MAX_OVER_PODS).collect(request("shop"));

    assertThat(usage.hasSeries(Resource.CPU)).isTrue();
    assertThat(usage.hasSeries(Resource.MEMORY)).isFalse();
    assertThat(usage.summary(APP, Resource.MEMORY, 100)).isEmpty();
  }
}
