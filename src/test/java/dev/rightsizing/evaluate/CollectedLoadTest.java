// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static dev.rightsizing.testkit.Containers.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rightsizing.model.Aggregation;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.sizing.scaling.RecordedLoad;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over two days that end half an hour after an hour: two pods of 0.5 and, for a day, 0.3 cores. */
class CollectedLoadTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:30:00Z");
  private static final Instant HALF = NOW.minus(Duration.ofHours(24));
  private static final Duration STEP = Duration.ofMinutes(5);

  private final FakeUsageSource usage = new FakeUsageSource();
  private final FakeWorkloadSource cluster = new FakeWorkloadSource();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final Workload web =
      Containers.workload(
          WorkloadKind.DEPLOYMENT, "web", 2, spec("app", ContainerRole.MAIN, 0, "1/-", "1Gi/-"));

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({
    "POOLED, 0.5, 0.8",
    "MAX_OF_PODS, 0.5, 0.8",
    // Each pod counts as the busiest.
    "MAX_OVER_PODS, 0.5, 1.0",
  })
  void theLoadIsThatOfAllPods(Aggregation aggregation, double first, double second)
      throws Exception {
    usage.cpu("shop", "web-1", "app", t -> 0.5);
    usage.cpu("shop", "web-2", "app", t -> t.isBefore(HALF) ? Double.NaN : 0.3);

    List<RecordedLoad.Hour> hours = load(aggregation, "app");

    // From the first hour on, and not the half hour that has begun.
    assertThat(hours).hasSize(48);
    assertThat(hours.get(0).hour())
        .isEqualTo(Instant.parse("2026-03-02T10:00:00Z").getEpochSecond() / 3600);
    assertThat(hours.get(0).used()).isCloseTo(first, within(1e-3));
    assertThat(hours.get(47).used()).isCloseTo(second, within(1e-3));
  }

  @Test
  void containersCountTogetherAndOneThatIsNotRecordedLeavesNothing() throws Exception {
    usage.cpu("shop", "web-1", "app", t -> 0.5);
    usage.cpu("shop", "web-1", "proxy", t -> 0.25);

    assertThat(load(Aggregation.POOLED, "app", "proxy").get(5).used())
        .isCloseTo(0.75, within(1e-3));
    assertThat(load(Aggregation.POOLED, "app", "other")).isEmpty();
  }

  private List<RecordedLoad.Hour> load(Aggregation aggregation, String... containers)
      throws Exception {
    cluster.with(web, "web-1", "web-2");
    ClusterView view = cluster.view(Set.of("shop"));
    CollectedUsage collected =
        new UsageMemory(CollectorSettings.of(100_000, 2), new SettableClock(NOW), threads)
            .collect(
                PolicyRef.NONE,
                usage,
                new Window(Duration.ofHours(48), STEP, STEP, aggregation),
                new CollectRequest(
                    Duration.ofHours(48),
                    new TreeSet<>(Set.of("shop")),
                    history -> view.pods(),
                    Map.of()))
            .usage();
    return new CollectedLoad(collected).of(web.ref(), Resource.CPU, Set.of(containers));
  }
}
