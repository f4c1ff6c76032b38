// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import static dev.rightsizing.testkit.KubernetesObjects.container;
import static dev.rightsizing.testkit.KubernetesObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.WorkloadFacts;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand workloads, each with a budget, and three thousand pods, in one namespace. */
@ExtendWith(LocalApiServer.Provided.class)
class LiveClusterLoadIT {
  private static final int WORKLOADS = 1000;
  private static final int PODS = 3;
  private static final int WRITERS = 8;
  private static final int NODES = 50;

  /** By the processor's time, which does not depend on what else the machine does. */
  private static final Duration MOST = Duration.ofMillis(300);

  private static final PodSpec APP = pod(container("app", "cpu=100m,memory=64Mi", "cpu=1"));

  @Test
  void factsOfAThousandWorkloadsCostLittle(LocalApiServer server, TestReporter report)
      throws Exception {
    String namespace = server.newNamespace("load");
    make(new KubernetesObjects(server.client(), namespace));
    for (int i = 0; i < NODES; i++) {
      server.client().resource(node(i)).create();
    }
    try (KubernetesWorkloadSource source =
            new KubernetesWorkloadSource(server.client(), Clock.systemUTC());
        KubernetesLiveCluster live =
            new KubernetesLiveCluster(
                server.client(), Set.of(), Clock.systemUTC(), FallbackListener.NONE)) {
      ClusterView view = source.view(Set.of(namespace));
      Map<WorkloadRef, WorkloadFacts> first = live.facts(view.workloads(), view);

      assertThat(first).hasSize(WORKLOADS);
      assertThat(first.values()).allSatisfy(f -> assertThat(f.pods()).hasSize(PODS));
      assertThat(first.values()).allSatisfy(f -> assertThat(f.budgets()).hasSize(1));
      assertThat(first.values()).allSatisfy(f -> assertThat(f.nodes()).hasSize(PODS));
      Duration least = Duration.ofDays(1);
      for (int i = 0; i < 5; i++) {
        Duration spent = time(() -> live.facts(view.workloads(), view));
        report.publishEntry("milliseconds of the processor", "" + spent.toMillis());
        least = spent.compareTo(least) < 0 ? spent : least;
      }
      assertThat(least).isLessThan(MOST);
    } finally {
      for (int i = 0; i < NODES; i++) {
        server.client().resource(node(i)).delete();
      }
    }
  }

  private static Node node(int number) {
    return new NodeBuilder()
        .withNewMetadata()
        .withName("load-" + number)
        .endMetadata()
        .withNewStatus()
        .withAllocatable(KubernetesObjects.quantities("cpu=16,memory=64Gi"))
        .endStatus()
        .build();
  }

  /** Something that may fail. */
  private interface Act {
    void run() throws Exception;
  }

  private static Duration time(Act act) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    act.run();
    return Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
  }

  private static void make(KubernetesObjects objects) throws InterruptedException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    AtomicInteger made = new AtomicInteger();
    for (int i = 0; i < WORKLOADS; i++) {
      String name = "w" + i;
      writers.execute(
          () -> {
            Deployment deployment = objects.deployment(name, PODS, APP);
            ReplicaSet set = objects.replicaSetOf(deployment, name + "-6d4", APP);
            objects.create(
                Json.read(
                    """
                    {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget",
                     "metadata": {"name": "%s"}, "spec": {"minAvailable": 1,
                       "selector": {"matchExpressions": [{"key": "app", "operator": "In",
                         "values": ["%s-6d4-0"]}], "matchLabels": {"app": "%s-6d4-0"}}}}"""
                        .formatted(name, name, name),
                    PodDisruptionBudget.class));
            int first = made.getAndIncrement();
            for (int j = 0; j < PODS; j++) {
              PodSpec onNode = pod(container("app", "cpu=100m,memory=64Mi", "cpu=1"));
              onNode.setNodeName("load-" + (first + j) % NODES);
              objects.podOf(set, set.getMetadata().getName() + "-" + j, onNode);
            }
          });
    }
    writers.shutdown();
    assertThat(writers.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
  }
}
