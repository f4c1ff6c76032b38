// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static dev.rightsizing.testkit.Containers.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.Autoscaling;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.Management;
import dev.rightsizing.model.MeanReplicas;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.FakeWorkloadSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.ClusterView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over two days that end at a whole hour, a step of five minutes: 48 x 12 + 1 = 577 steps. */
class ReplicaCountTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final Instant START = NOW.minus(Duration.ofHours(48));
  private static final Duration STEP = Duration.ofMinutes(5);

  private final FakeUsageSource usage = new FakeUsageSource();
  private final FakeWorkloadSource cluster = new FakeWorkloadSource();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static Workload workload(WorkloadKind kind, String name, int replicas) {
    return Containers.workload(
        kind, name, replicas, spec("app", ContainerRole.MAIN, 0, "1/-", "1Gi/-"));
  }

  private static Workload autoscaled(Workload workload) {
    return workload.withManagement(
        Management.NONE.withAutoscalers(
            List.of(new Autoscaling(Autoscaling.HPA, "a", 1, 9, List.of(), List.of("queue")))));
  }

  private void pod(String name, Predicate<Instant> when) {
    usage.memory("shop", name, "app", t -> when.test(t) ? 1e8 : Double.NaN);
  }

  private static Predicate<Instant> hours(int from, int to) {
    return t ->
        !t.isBefore(START.plus(Duration.ofHours(from)))
            && t.isBefore(START.plus(Duration.ofHours(to)));
  }

  private MeanReplicas count(Workload of, String... pods) throws Exception {
    cluster.with(of, pods);
    ClusterView view = cluster.view(Set.of("shop"));
    CollectedUsage collected =
        new UsageMemory(CollectorSettings.of(100_000, 2), new SettableClock(NOW), threads)
            .collect(
                PolicyRef.NONE,
                usage,
                new Window(Duration.ofHours(48), STEP, STEP, Aggregation.MAX_OVER_PODS),
                new CollectRequest(
                    Duration.ofHours(48),
                    new TreeSet<>(Set.of("shop")),
                    history -> view.pods(),
                    Map.of()))
            .usage();
    return new ReplicaCount(collected, view, STEP).of(of);
  }

  @Test
  void anAutoscaledWorkloadCountsItsMean() throws Exception {
    pod("web-1", t -> true);
    pod("web-2", hours(24, 48));

    MeanReplicas mean =
        count(autoscaled(workload(WorkloadKind.DEPLOYMENT, "web", 5)), "web-1", "web-2");

    // (577 + 24 x 12) / 577
    assertThat(mean.pods()).isCloseTo(1.499, within(0.001));
    assertThat(mean.sentence()).isEqualTo("1.5 replicas (mean of 2d; 5 now)");
  }

  @Test
  void aSteadyWorkloadCountsThePodsOfNow() throws Exception {
    pod("web-1", t -> true);
    pod("web-2", t -> true);
    // A roll-out: for an hour one pod more.
    pod("web-3", hours(10, 11));

    MeanReplicas mean =
        count(workload(WorkloadKind.DEPLOYMENT, "web", 2), "web-1", "web-2", "web-3");

    assertThat(mean).isEqualTo(MeanReplicas.now(2));
    assertThat(mean.sentence()).isEqualTo("2 replicas");
  }

  @Test
  void whatASourceLostIsNotTimeWithoutPods() throws Exception {
    // Prometheus was away for a day.
    pod("web-1", hours(0, 12).or(hours(36, 49)));
    cluster.with(workload(WorkloadKind.DEPLOYMENT, "web", 1), "web-1");
    pod("worker-1", hours(0, 12));

    MeanReplicas mean =
        count(autoscaled(workload(WorkloadKind.DEPLOYMENT, "worker", 0)), "worker-1");

    // 144 of the 144 + 145 steps that hold anything.
    assertThat(mean.pods()).isCloseTo(144.0 / 289, within(1e-9));
  }

  @Test
  void withNothingThatRunsAllTheTimeAGapIsTimeWithoutPods() throws Exception {
    pod("worker-1", hours(0, 12));

    MeanReplicas mean =
        count(autoscaled(workload(WorkloadKind.DEPLOYMENT, "worker", 0)), "worker-1");

    assertThat(mean.pods()).isCloseTo(144.0 / 577, within(1e-9));
    assertThat(mean.text()).isEqualTo("0.25");
  }

  @Test
  void aWorkloadCountsSinceItWasMade() throws Exception {
    pod("web-1", t -> true);
    cluster.with(workload(WorkloadKind.DEPLOYMENT, "web", 1), "web-1");
    pod("new-1", hours(40, 44));
    Workload made =
        autoscaled(workload(WorkloadKind.DEPLOYMENT, "new", 0))
            .withCreated(Optional.of(START.plus(Duration.ofHours(36))));

    // 48 steps with a pod in 12 hours: 145 steps.
    assertThat(count(made, "new-1").pods()).isCloseTo(48.0 / 145, within(1e-9));
  }

  @Test
  void aCronJobCountsOverAllTheTimeOfWhichThereIsData() throws Exception {
    pod("web-1", hours(24, 49));
    cluster.with(workload(WorkloadKind.DEPLOYMENT, "web", 1), "web-1");
    pod("nightly-1", hours(30, 32));

    MeanReplicas mean = count(workload(WorkloadKind.CRONJOB, "nightly", 1), "nightly-1");

    // 24 of the 289 steps that hold anything, not of 577.
    assertThat(mean.pods()).isCloseTo(24.0 / 289, within(1e-9));
  }

  @Test
  void withoutUsageThePodsOfNowCount() throws Exception {
    assertThat(count(workload(WorkloadKind.DEPLOYMENT, "web", 3))).isEqualTo(MeanReplicas.now(3));
  }
}
