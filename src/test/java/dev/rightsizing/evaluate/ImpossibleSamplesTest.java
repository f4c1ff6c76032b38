// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Estimator;
import dev.rightsizing.model.LimitMode;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.SizingRule;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Thresholds;
import dev.rightsizing.model.Tolerance;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.FakeWorkloadSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.plausible.Margin;
import dev.rightsizing.workload.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Samples that cannot be, added to a series, change nothing that is computed from it. */
class ImpossibleSamplesTest {
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:30Z");
  private static final long HOUR = 3600;
  private static final WorkloadRef WEB = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "web");

  @AfterContainer
  static void stop() {
    THREADS.shutdownNow();
  }

  /** Steps of a window of 30 hours, five minutes each. */
  private static int step(Instant at) {
    return (int) ((at.getEpochSecond() - (NOW.getEpochSecond() - 31 * HOUR)) / 300);
  }

  /** What a pod uses; another one gives what cannot be, at some steps. */
  private static FakeUsageSource source(List<Integer> odd, double times, boolean added) {
    FakeUsageSource source = new FakeUsageSource();
    for (Resource resource : Resource.values()) {
      double unit = resource == Resource.CPU ? 0.2 : 300e6;
      double most = Margin.absolute(resource) * times;
      if (resource == Resource.CPU) {
        source.cpu("shop", "web-1", "app", t -> unit * (1 + step(t) % 7 / 10.0));
      } else {
        source.memory("shop", "web-1", "app", t -> unit * (1 + step(t) % 7 / 10.0));
      }
      if (added && resource == Resource.CPU) {
        source.cpu("shop", "web-1", "app", t -> odd.contains(step(t)) ? most : Double.NaN);
      } else if (added) {
        source.memory("shop", "web-1", "app", t -> odd.contains(step(t)) ? most : Double.NaN);
      }
    }
    return source;
  }

  private static WorkloadRecommendation evaluate(FakeUsageSource source, SizingSettings settings)
      throws Exception {
    SettableClock clock = new SettableClock(NOW);
    Workload web =
        new Workload(
            WEB,
            "uid",
            Map.of(),
            2,
            List.of(Containers.spec("app", ContainerRole.MAIN, 0, "1/2", "2Gi/4Gi")),
            List.of("n1"));
    CollectorSettings collectors = CollectorSettings.of(100_000, 2);
    Evaluation evaluation =
        new Evaluator(
                new FakeWorkloadSource().with(web, "web-1"),
                new UsageMemory(collectors, clock, THREADS),
                clock)
            .evaluate(
                EvaluationRequest.uncontested(
                    new Scope(
                        new TreeSet<>(Set.of("shop")),
                        EnumSet.allOf(WorkloadKind.class),
                        LabelSelector.EVERYTHING,
                        Set.of()),
                    settings,
                    Optional.empty()),
                source,
                Progress.NONE);
    assertThat(evaluation.failures()).isEmpty();
    return evaluation.recommendations().get(0);
  }

  private static SizingSettings settings(Aggregation aggregation, Estimator estimator) {
    return new SizingSettings(
        new Window(Duration.ofHours(30), Duration.ofMinutes(5), Duration.ofHours(24), aggregation),
        rule(SizingRule.CPU_DEFAULT, LimitMode.NO_THROTTLE, estimator),
        rule(SizingRule.MEMORY_DEFAULT, LimitMode.KEEP, estimator),
        Thresholds.DEFAULT,
        Tolerance.BALANCED);
  }

  private static SizingRule rule(SizingRule usual, LimitMode limit, Estimator estimator) {
    return new SizingRule(
        usual.resource(),
        usual.percentile(),
        usual.headroomPercent(),
        usual.min(),
        usual.max(),
        limit,
        estimator);
  }

  @Property(tries = 40)
  void changeNoSizeNoStatisticAndNoSaving(
      @ForAll @Size(min = 1, max = 300) List<@IntRange(min = 12, max = 370) Integer> odd,
      @ForAll @DoubleRange(min = 1.01, max = 1e10) double times,
      @ForAll Aggregation aggregation,
      @ForAll Estimator estimator)
      throws Exception {
    SizingSettings settings = settings(aggregation, estimator);
    WorkloadRecommendation without = evaluate(source(odd, times, false), settings);
    WorkloadRecommendation with = evaluate(source(odd, times, true), settings);

    assertThat(with.savings()).isEqualTo(without.savings());
    assertThat(with.confidence()).isEqualTo(without.confidence());
    for (Resource resource : Resource.values()) {
      var before = without.containers().get(0).of(resource);
      var after = with.containers().get(0).of(resource);
      assertThat(after.usage()).isEqualTo(before.usage());
      assertThat(after.recommended()).isEqualTo(before.recommended());
      assertThat(after.verdict()).isEqualTo(before.verdict());
      assertThat(after.explanation())
          .startsWith(before.explanation())
          .contains("impossible sample");
    }
    assertThat(without.evidence().dropped()).isEmpty();
    assertThat(with.evidence().dropped()).hasSize(2);
    assertThat(new ArrayList<>(with.evidence().dropped()))
        .allSatisfy(d -> assertThat(d.samples().samples()).isEqualTo(distinct(odd)));
  }

  private static long distinct(List<Integer> odd) {
    return odd.stream().distinct().count();
  }
}
