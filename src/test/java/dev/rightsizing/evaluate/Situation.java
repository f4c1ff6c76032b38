// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.SizingSettings;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.testkit.FakeUsageSource;
import dev.rightsizing.testkit.KubernetesObjects;
import dev.rightsizing.testkit.LocalApiServer;
import dev.rightsizing.testkit.SettableClock;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.LimitRangeBuilder;
import io.fabric8.kubernetes.api.model.LimitRangeItem;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A namespace of a real API server with workloads whose usage is known, evaluated as a whole. */
final class Situation implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-03-04T10:20:00Z");
  private static final double MIB = 1024 * 1024;

  private final LocalApiServer server;
  private final String namespace;
  private final KubernetesObjects objects;
  private final SettableClock clock = new SettableClock(NOW);
  private final FakeUsageSource usage = new FakeUsageSource();
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  Situation(LocalApiServer server) {
    this.server = server;
    this.namespace = server.newNamespace("situation");
    this.objects = new KubernetesObjects(server.client(), namespace);
  }

  String namespace() {
    return namespace;
  }

  LimitRange limitRange(String name, LimitRangeItem... items) {
    return objects.create(
        new LimitRangeBuilder()
            .withMetadata(objects.meta(name))
            .withNewSpec()
            .withLimits(items)
            .endSpec()
            .build());
  }

  /** No controller counts here, so the status is written by hand; admission adds what comes. */
  ResourceQuota quota(Map<String, Quantity> hard, Map<String, Quantity> used) {
    return count(
        objects.create(
            new ResourceQuotaBuilder()
                .withMetadata(objects.meta("compute"))
                .withNewSpec()
                .withHard(hard)
                .endSpec()
                .build()),
        hard,
        used);
  }

  /** The same quota with another status. */
  ResourceQuota count(ResourceQuota quota, Map<String, Quantity> hard, Map<String, Quantity> used) {
    return server
        .client()
        .resource(
            new ResourceQuotaBuilder(quota)
                .editMetadata()
                .withResourceVersion(null)
                .endMetadata()
                .withNewStatus()
                .withHard(hard)
                .withUsed(used)
                .endStatus()
                .build())
        .updateStatus();
  }

  ResourceQuota quota() {
    return server.client().resourceQuotas().inNamespace(namespace).withName("compute").get();
  }

  Deployment deployment(String name, int replicas, PodSpec pod) {
    return objects.deployment(name, replicas, pod);
  }

  /** Running pods of a Deployment, as the API server admits them; their names. */
  void pods(Deployment owner, String... names) {
    PodSpec pod = owner.getSpec().getTemplate().getSpec();
    var set = objects.replicaSetOf(owner, owner.getMetadata().getName() + "-5f6d", pod);
    for (String name : names) {
      objects.runningPodOf(set, name, "n1", pod);
    }
  }

  /** Takes a pod away, as a roll-out does before another comes. */
  void delete(String pod) {
    server.client().pods().inNamespace(namespace).withName(pod).withGracePeriod(0).delete();
  }

  void uses(String pod, String container, double cores, double mebibytes) {
    usage.cpu(namespace, pod, container, t -> cores);
    usage.memory(namespace, pod, container, t -> mebibytes * MIB);
  }

  Evaluation evaluate(SizingSettings settings) throws Exception {
    Evaluator evaluator =
        new Evaluator(
            new KubernetesWorkloadSource(server.client(), clock),
            new UsageMemory(CollectorSettings.of(100_000, 2), clock, threads),
            clock);
    Scope scope =
        new Scope(
            new TreeSet<>(Set.of(namespace)),
            Set.of(WorkloadKind.values()),
            LabelSelector.EVERYTHING,
            Set.of());
    return evaluator.evaluate(
        EvaluationRequest.uncontested(scope, settings, Optional.empty()), usage, Progress.NONE);
  }

  WorkloadRecommendation evaluated(String name, SizingSettings settings) throws Exception {
    return evaluate(settings).recommendations().stream()
        .filter(r -> r.workload().ref().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
