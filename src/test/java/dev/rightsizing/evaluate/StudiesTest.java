// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.evaluate.whatif.RuleForm;
import dev.rightsizing.evaluate.whatif.WhatIf;
import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.HourFigures;
import dev.rightsizing.model.HourlySeries;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Price;
import dev.rightsizing.model.PriceSource;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.saturation.OomKill;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.FakeWorkloadSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.Signal;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageQuery;
import dev.rightsizing.usage.UsageSource.NodePrice;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudiesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final long HOUR = 3600;
  private static final double MIB = 1024 * 1024;
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");
  private static final String POD = "web-5f6d7c8b9-x2vbf";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource usage = new FakeUsageSource();
  private final FakeWorkloadSource cluster = new FakeWorkloadSource();
  private final UsageMemory memory =
      new UsageMemory(CollectorSettings.of(100_000, 2), clock, threads);
  private final KnownPrices prices = new KnownPrices();
  private final Evaluator evaluator = new Evaluator(cluster, memory, clock, prices);
  private final Studies studies =
      new Studies(cluster, memory, prices, CollectorSettings.of(100_000, 2), clock);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private void web(String... pods) {
    cluster.with(
        new Workload(
            WEB,
            "uid",
            Map.of(),
            2,
            List.of(Containers.spec("app", ContainerRole.MAIN, 0, "1/2", "2Gi/4Gi")),
            List.of("n1", "n2")),
        pods);
  }

  private static EvaluationRequest request(SizingSettings settings) {
    return new EvaluationRequest(
        new PolicyRef("shop", "all"),
        new Scope(
            new TreeSet<>(Set.of("shop")),
            EnumSet.allOf(WorkloadKind.class),
            LabelSelector.EVERYTHING,
            Set.of()),
        settings,
        Optional.empty(),
        PreviousSizes.NONE,
        workload -> Optional.empty());
  }

  private static SizingSettings with(Aggregation aggregation) {
    Window window = Window.DEFAULT;
    return Study.with(
        SizingSettings.DEFAULT,
        new Window(window.lookback(), window.step(), window.minimumHistory(), aggregation));
  }

  private Study open(EvaluationRequest request) throws Exception {
    return studies
        .open(
            request,
            WEB,
            () -> {
              throw new AssertionError("the memory has it");
            })
        .orElseThrow();
  }

  private static Optional<HourFigures> hour(HourlySeries series, String at) {
    long hour = Instant.parse(at).getEpochSecond() / HOUR;
    return series.hours().stream().filter(h -> h.hour() == hour).findFirst();
  }

  @Test
  void seriesHaveTheMeanP95AndPeakOfEachHourWithoutAQuery() throws Exception {
    web(POD);
    // Twelve samples an hour: 0.00, 0.05, … 0.55.
    usage.cpu("shop", POD, "app", t -> t.getEpochSecond() % HOUR / (double) HOUR * 0.6);
    usage.memory("shop", POD, "app", t -> 100 * MIB);
    evaluator.evaluate(request(SizingSettings.DEFAULT), usage, Progress.NONE);
    usage.forgetQueries();

    Study study = open(request(SizingSettings.DEFAULT));
    HourFigures eight = hour(study.series("app", Resource.CPU), "2026-03-04T08:00:00Z").get();

    assertThat(eight.mean()).isCloseTo(0.275, within(1e-9));
    assertThat(eight.peak()).isCloseTo(0.55, within(1e-9));
    // Rank 0.95 x 11 = 10.45: between 0.50 and 0.55.
    assertThat(eight.p95()).isCloseTo(0.5225, within(0.003));
    assertThat(eight.samples()).isEqualTo(12);
    HourlySeries bytes = study.series("app", Resource.MEMORY);
    assertThat(bytes.hours()).hasSize(7 * 24 + 1);
    assertThat(bytes.hours()).allSatisfy(h -> assertThat(h.peak()).isEqualTo(100 * MIB));
    assertThat(study.inMemory()).isTrue();
    assertThat(usage.queries()).isEmpty();
    assertThat(usage.pricesAsked()).isEqualTo(1);
  }

  @Test
  void hoursWithoutSamplesAreNotThereRatherThanZero() throws Exception {
    web(POD);
    Instant gap = Instant.parse("2026-03-03T05:00:00Z");
    usage.cpu(
        "shop",
        POD,
        "app",
        t -> t.isBefore(gap) || !t.isBefore(gap.plusSeconds(2 * HOUR)) ? 0.4 : Double.NaN);
    evaluator.evaluate(request(SizingSettings.DEFAULT), usage, Progress.NONE);

    Study study = open(request(SizingSettings.DEFAULT));
    HourlySeries cpu = study.series("app", Resource.CPU);

    assertThat(hour(cpu, "2026-03-03T04:00:00Z")).isPresent();
    assertThat(hour(cpu, "2026-03-03T05:00:00Z")).isEmpty();
    assertThat(hour(cpu, "2026-03-03T06:00:00Z")).isEmpty();
    assertThat(hour(cpu, "2026-03-03T07:00:00Z")).isPresent();
    assertThat(cpu.hours()).noneMatch(h -> h.mean() == 0);
    assertThat(study.series("app", Resource.MEMORY).isEmpty()).isTrue();
    assertThat(study.series("other", Resource.CPU).isEmpty()).isTrue();
  }

  @Test
  void whereEachPodIsKeptApartAnHourHasTheGreatestOfThem() throws Exception {
    web(POD, "web-5f6d7c8b9-second");
    usage.cpu("shop", POD, "app", t -> 0.2);
    usage.cpu("shop", "web-5f6d7c8b9-second", "app", t -> 0.7);
    EvaluationRequest request = request(with(Aggregation.MAX_OF_PODS));
    evaluator.evaluate(request, usage, Progress.NONE);

    HourFigures one = hour(open(request).series("app", Resource.CPU), "2026-03-04T08:00:00Z").get();

    assertThat(one.peak()).isEqualTo(0.7);
    assertThat(one.mean()).isCloseTo(0.7, within(0.003));
    assertThat(one.samples()).isEqualTo(24);
  }

  @Test
  void whatIsOpenedBesideARunningEvaluationWaitsForNoRead() throws Exception {
    web(POD);
    usage.cpu("shop", POD, "app", t -> 0.2);
    usage.memory("shop", POD, "app", t -> 100 * MIB);
    evaluator.evaluate(request(SizingSettings.DEFAULT), usage, Progress.NONE);
    int before = open(request(SizingSettings.DEFAULT)).series("app", Resource.CPU).hours().size();
    clock.advance(Duration.ofHours(2));
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    FakeUsageSource slow =
        usage.cpu(
            "shop",
            POD,
            "slow",
            t -> {
              reading.countDown();
              try {
                go.await(10, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return 0.1;
            });
    Future<?> running =
        threads.submit(
            () -> evaluator.evaluate(request(SizingSettings.DEFAULT), slow, Progress.NONE));
    assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

    Study meanwhile = open(request(SizingSettings.DEFAULT));
    List<HourFigures> there = meanwhile.series("app", Resource.CPU).hours();
    assertThat(there).as("the oldest hours go first").hasSize(before - 2);
    go.countDown();
    running.get(20, TimeUnit.SECONDS);

    assertThat(meanwhile.series("app", Resource.CPU).hours())
        .as("later reads change nothing")
        .isEqualTo(there);
    assertThat(open(request(SizingSettings.DEFAULT)).series("slow", Resource.CPU).isEmpty())
        .isFalse();
  }

  @Test
  void withoutMemoryOneQueryAResourceReadsTheWorkloadAloneAndIsKeptForMinutes() throws Exception {
    web(POD);
    cluster.with(
        Containers.workload(
            WorkloadKind.DEPLOYMENT,
            "web-api",
            1,
            Containers.spec("app", ContainerRole.MAIN, 0, "1/2", "2Gi/4Gi")),
        "web-api-x2vbf");
    usage.cpu("shop", POD, "app", t -> 0.2);
    usage.memory("shop", POD, "app", t -> 100 * MIB);
    usage.cpu("shop", "web-api-x2vbf", "app", t -> 3);

    Study study = studies.open(request(SizingSettings.DEFAULT), WEB, () -> usage).orElseThrow();
    Study again = studies.open(request(SizingSettings.DEFAULT), WEB, () -> usage).orElseThrow();

    assertThat(usage.queries())
        .extracting(UsageQuery::resource)
        .containsExactly(Resource.CPU, Resource.MEMORY);
    assertThat(usage.queries())
        .allSatisfy(
            query -> {
              assertThat(query.pods()).isEqualTo("web-[a-z0-9]+-[a-z0-9]+");
              assertThat(query.namespaces()).containsExactly("shop");
            });
    assertThat(study.inMemory()).isFalse();
    assertThat(study.series("app", Resource.CPU).hours())
        .hasSize(7 * 24 + 1)
        .allSatisfy(hour -> assertThat(hour.peak()).isEqualTo(0.2));
    assertThat(again.series("app", Resource.CPU)).isEqualTo(study.series("app", Resource.CPU));
    WorkloadRecommendation sized = study.size(study.settings()).orElseThrow();
    assertThat(sized.containers().get(0).cpu().recommended().request())
        .contains(Amount.cores(0.24));

    clock.advance(Duration.ofMinutes(6));
    studies.open(request(SizingSettings.DEFAULT), WEB, () -> usage);
    assertThat(usage.queries()).as("read again after some minutes").hasSize(4);
  }

  @Test
  void aReadThatFailedIsNotRepeatedForAMinute() {
    web(POD);
    usage.failFrom(Instant.EPOCH, Reason.SOURCE_OVERLOADED);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> studies.open(request(SizingSettings.DEFAULT), WEB, () -> usage))
          .isInstanceOfSatisfying(
              UsageException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.SOURCE_OVERLOADED));
    }

    assertThat(usage.queries()).hasSize(1);
    clock.advance(Duration.ofSeconds(61));
    assertThatThrownBy(() -> studies.open(request(SizingSettings.DEFAULT), WEB, () -> usage))
        .isInstanceOf(UsageException.class);
    assertThat(usage.queries()).hasSize(2);
  }

  @Test
  void anAnswerThatWouldBeTooLargeIsReadAtALongerStep() throws Exception {
    web(POD);
    usage.cpu("shop", POD, "app", t -> 0.2);
    Studies small = new Studies(cluster, memory, prices, CollectorSettings.of(2000, 2), clock);

    Study study = small.open(request(SizingSettings.DEFAULT), WEB, () -> usage).orElseThrow();

    // A week, two pods, and as much again to spare: 4 x 1009 points at ten minutes are too many.
    assertThat(study.settings().window().step()).isEqualTo(Duration.ofMinutes(30));
    assertThat(usage.queries().get(0).range()).isEqualTo(Duration.ofMinutes(30));
    assertThat(study.size(study.settings()).orElseThrow().containers().get(0).cpu().recommended())
        .isEqualTo(Containers.size(Resource.CPU, "240m/480m"));
  }

  @Test
  void aWorkloadThatThePolicyDoesNotSelectIsNotOpened() throws Exception {
    web(POD);
    WorkloadRef other = new WorkloadRef("bank", WorkloadKind.DEPLOYMENT, "web");

    assertThat(studies.open(request(SizingSettings.DEFAULT), other, () -> usage)).isEmpty();
    assertThat(
            studies.open(
                request(SizingSettings.DEFAULT),
                new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "gone"),
                () -> usage))
        .isEmpty();
    assertThat(usage.queries()).isEmpty();
  }

  /** Whatever the rules: what a person is shown is what an evaluation with them would write. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void otherRulesGiveWhatAnEvaluationWithThemGives(long seed) throws Exception {
    Random random = new Random(seed);
    workloads(random);
    usage.prices(Map.of("n1", new NodePrice(0.05, 0.006)));
    EvaluationRequest policy = request(SizingSettings.DEFAULT);
    evaluator.evaluate(policy, usage, Progress.NONE);
    for (int round = 0; round < 4; round++) {
      Map<String, String> parameters = rules(random);
      SizingSettings rules =
          RuleForm.read(SizingSettings.DEFAULT, name -> Optional.ofNullable(parameters.get(name)));
      usage.forgetQueries();

      WhatIf shown = WhatIf.of(open(policy), rules).orElseThrow();

      assertThat(usage.queries()).isEmpty();
      WorkloadRecommendation written =
          evaluator.evaluate(request(rules), usage, Progress.NONE).recommendations().stream()
              .filter(r -> r.workload().ref().equals(WEB))
              .findFirst()
              .orElseThrow();
      assertThat(shown.changed().containers()).as("%s", parameters).isEqualTo(written.containers());
      assertThat(shown.changed().savings()).isEqualTo(written.savings());
      assertThat(shown.changed().quota()).isEqualTo(written.quota());
      assertThat(shown.changed().patches()).isEqualTo(written.patches());
      evaluator.evaluate(policy, usage, Progress.NONE);
    }
  }

  private void workloads(Random random) {
    web(POD);
    ContainerRef app = new ContainerRef(WEB, "app");
    usage.cpu("shop", POD, "app", t -> 0.1 + 0.3 * noise(t, 7) + 0.2 * noise(t, 3));
    usage.memory("shop", POD, "app", t -> (500 + 600 * noise(t, 11)) * MIB);
    usage.signal(Signal.CFS_PERIODS, "shop", POD, "app", t -> 36_000.0);
    usage.signal(Signal.CFS_THROTTLED, "shop", POD, "app", t -> 400 * noise(t, 5));
    usage.signal(Signal.RSS, "shop", POD, "app", t -> 300 * MIB);
    if (random.nextBoolean()) {
      cluster.withOomKill(
          app,
          new OomKill(
              POD,
              NOW.minus(Duration.ofHours(5)),
              Duration.ofMinutes(5),
              Optional.of(Amount.bytes(2048 * MIB))));
    }
    cluster.with(
        Containers.workload(
            WorkloadKind.DEPLOYMENT,
            "neighbour",
            1,
            Containers.spec("app", ContainerRole.MAIN, 0, "500m/-", "256Mi/-")),
        "neighbour-1");
    usage.cpu("shop", "neighbour-1", "app", t -> 0.9);
    usage.memory("shop", "neighbour-1", "app", t -> 900 * MIB);
    if (random.nextBoolean()) {
      cluster.withQuota(
          new Quota(
              "shop",
              "compute",
              "requests.cpu",
              Resource.CPU,
              false,
              List.of(),
              Amount.cores(2.6),
              Optional.of(Amount.cores(2.5))));
    }
  }

  /** 0 to 1, the same at the same time. */
  private static double noise(Instant at, int salt) {
    return new Random(at.getEpochSecond() / 300 * 31 + salt).nextDouble();
  }

  private static Map<String, String> rules(Random random) {
    return Map.of(
        "cpu.percentile",
        "" + (1 + random.nextInt(100)),
        "cpu.headroomPercent",
        "" + random.nextInt(120),
        "cpu.estimator",
        random.nextBoolean() ? "Adaptive" : "Percentile",
        "cpu.limit",
        List.of("Keep", "None", "EqualRequest", "NoThrottle").get(random.nextInt(4)),
        "cpu.max",
        random.nextBoolean() ? "" : "300m",
        "memory.percentile",
        "" + (50 + random.nextInt(51)),
        "memory.headroomPercent",
        "" + random.nextInt(60),
        "memory.estimator",
        random.nextBoolean() ? "Adaptive" : "Percentile",
        "memory.limit",
        List.of("Keep", "None", "EqualRequest").get(random.nextInt(3)),
        "memory.min",
        random.nextBoolean() ? "1300Mi" : "");
  }

  @Test
  void thePricesAreThoseOfTheLastEvaluation() throws Exception {
    web(POD);
    usage.cpu("shop", POD, "app", t -> 0.2);
    usage.memory("shop", POD, "app", t -> 100 * MIB);
    Price price = new Price(1, 0.1, "EUR", PriceSource.POLICY);
    EvaluationRequest plain = request(SizingSettings.DEFAULT);
    EvaluationRequest priced =
        new EvaluationRequest(
            plain.policy(),
            plain.scope(),
            plain.settings(),
            Optional.of(price),
            PreviousSizes.NONE,
            plain.keeper());
    evaluator.evaluate(priced, usage, Progress.NONE);

    WorkloadRecommendation sized = open(priced).size(SizingSettings.DEFAULT).orElseThrow();

    assertThat(sized.savings().monthly().currency()).isEqualTo("EUR");
    assertThat(sized.priceSource()).isEqualTo(PriceSource.POLICY);
  }
}
