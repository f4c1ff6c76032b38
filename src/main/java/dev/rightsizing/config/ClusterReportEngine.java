// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.cli.NamespaceOption;
import dev.rightsizing.cli.output.ContainerUsage;
import dev.rightsizing.cli.report.ReportEngine;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.EvaluationRequest;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.evaluate.HourlyUsage;
import dev.rightsizing.evaluate.Progress;
import dev.rightsizing.model.Resource;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.workload.LabelSelector;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The operator's own pipeline over the cluster and the Prometheus that a person chose. */
final class ClusterReportEngine implements ReportEngine {
  private final KubernetesClient client;
  private final UsageSource source;
  private final WorkloadSource workloads;
  private final Evaluator evaluator;
  private final UsageMemory memory;

  ClusterReportEngine(
      KubernetesClient client, UsageSource source, UsageMemory memory, Clock clock) {
    this.client = client;
    this.source = source;
    this.memory = memory;
    this.workloads = new KubernetesWorkloadSource(client, clock);
    this.evaluator = new Evaluator(workloads, memory, clock);
  }

  @Override
  public String namespace() {
    return NamespaceOption.of(client);
  }

  @Override
  public Set<String> namespaces() throws WorkloadException {
    return workloads.namespaces(LabelSelector.EVERYTHING);
  }

  @Override
  public Set<String> unknown(Set<String> names) {
    return names.stream().filter(name -> !mayExist(name)).collect(Collectors.toSet());
  }

  /** True on an API error, which is reported when the workloads are read. */
  private boolean mayExist(String namespace) {
    try {
      return client.namespaces().withName(namespace).get() != null;
    } catch (KubernetesClientException e) {
      return true;
    }
  }

  @Override
  public String metric(Resource resource) {
    return source.metric(resource);
  }

  @Override
  public Evaluation evaluate(EvaluationRequest request, Progress progress)
      throws WorkloadException, UsageException {
    return evaluator.evaluate(request, source, progress);
  }

  @Override
  public ContainerUsage usage(EvaluationRequest request) {
    Map<String, Optional<CollectedUsage>> byNamespace = new HashMap<>();
    return (container, resource) ->
        byNamespace
            .computeIfAbsent(container.workload().namespace(), name -> held(request, name))
            .map(usage -> HourlyUsage.of(usage, container, resource))
            .orElseGet(() -> ContainerUsage.NONE.of(container, resource));
  }

  private Optional<CollectedUsage> held(EvaluationRequest request, String namespace) {
    return memory
        .held(request.policy(), Set.of(namespace), request.settings().window())
        .map(held -> held.collected().usage());
  }

  @Override
  public void close() {
    client.close();
  }
}
