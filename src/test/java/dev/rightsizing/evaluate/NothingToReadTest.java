// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.testkit.Containers;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.FakeWorkloadSource;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.LabelSelector;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NothingToReadTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final FakeUsageSource usage = new FakeUsageSource();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private Evaluation evaluate(Set<Scope.Named> names) throws Exception {
    SettableClock clock = new SettableClock(Instant.parse("2026-03-04T10:20:30Z"));
    FakeWorkloadSource cluster = new FakeWorkloadSource();
    for (String namespace : List.of("bank", "shop")) {
      cluster.with(
          new Workload(
              new WorkloadRef(namespace, WorkloadKind.DEPLOYMENT, "web-of-" + namespace),
              "uid",
              Map.of(),
              1,
              List.of(Containers.spec("app", ContainerRole.MAIN, 0, "1/2", "2Gi/4Gi")),
              List.of("n1")),
          "web-1");
    }
    Scope scope =
        new Scope(
            new TreeSet<>(Set.of("bank", "shop")),
            EnumSet.allOf(WorkloadKind.class),
            LabelSelector.EVERYTHING,
            Set.of(),
            names);
    return new Evaluator(
            cluster, new UsageMemory(CollectorSettings.of(100_000, 2), clock, threads), clock)
        .evaluate(
            new EvaluationRequest(
                new PolicyRef("shop", "all"),
                scope,
                SizingSettings.DEFAULT,
                Optional.empty(),
                PreviousSizes.NONE,
                workload -> Optional.empty()),
            usage,
            Progress.NONE);
  }

  @Test
  void aPolicyWithoutAWorkloadReadsNothing() throws Exception {
    Evaluation evaluation = evaluate(Set.of(new Scope.Named(WorkloadKind.DEPLOYMENT, "not-there")));

    assertThat(evaluation.recommendations()).isEmpty();
    assertThat(usage.queries()).isEmpty();
    assertThat(usage.signalQueries()).isEmpty();
    assertThat(usage.tracesAsked()).isZero();
    assertThat(usage.pricesAsked()).isZero();
  }

  @Test
  void aNamespaceWithoutAWorkloadInScopeIsNotRead() throws Exception {
    evaluate(Set.of(new Scope.Named(WorkloadKind.DEPLOYMENT, "web-of-shop")));

    assertThat(usage.queries())
        .isNotEmpty()
        .allSatisfy(query -> assertThat(query.namespaces()).containsExactly("shop"));
  }
}
