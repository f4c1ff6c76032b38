// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.evaluate.KnownPrices;
import dev.rightsizing.evaluate.Studies;
import dev.rightsizing.model.PolicyRef;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.recommend.RecommendationStudies;
import dev.rightsizing.reconcile.ControllerRuns;
import dev.rightsizing.reconcile.EvaluationReporter;
import dev.rightsizing.reconcile.PolicyEvaluation;
import dev.rightsizing.reconcile.PolicyLookup;
import dev.rightsizing.reconcile.PolicyReconciler;
import dev.rightsizing.reconcile.PolicyRuns;
import dev.rightsizing.reconcile.PolicyStudies;
import dev.rightsizing.reconcile.RecommendationGarbageCollector;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.apply.ApplyRecommendations;
import dev.rightsizing.reconcile.apply.ApplyReconciler;
import dev.rightsizing.reconcile.apply.Interruptions;
import dev.rightsizing.reconcile.proposal.ProposalReconciler;
import dev.rightsizing.reconcile.risk.RecommendationCache;
import dev.rightsizing.reconcile.risk.RiskEvaluation;
import dev.rightsizing.reconcile.risk.RiskReconciler;
import dev.rightsizing.reconcile.risk.RiskRequests;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.RecommendationWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.telemetry.ControllerMetrics;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.WatchMetrics;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.prometheus.PrometheusUsageSource;
import dev.rightsizing.workload.WorkloadSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes what acts: the cycle of a policy with its steps. */
@Singleton
final class ReconcileWiring {
  private static final Path OWN_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");
  private static final String DEFAULT_NAMESPACE = "rightsizing-system";

  /** As long as kubectl or a GitOps tool takes to make anew what it has deleted. */
  private static final Duration REPLACED_WITHIN = Duration.ofSeconds(3);

  @Produces
  @Singleton
  ReconcileSettings reconcileSettings(Settings settings) {
    return new ReconcileSettings(
        settings.namespace().orElseGet(ReconcileWiring::ownNamespace),
        Set.copyOf(settings.watchNamespaces().orElse(List.of())),
        settings.retryInterval(),
        settings.writeConcurrency());
  }

  @Produces
  @Singleton
  EvaluationReporter journal(OperatorMetrics metrics) {
    return new EvaluationReporter(metrics);
  }

  @Produces
  @Singleton
  RecommendationStore store(KubernetesClient client, ReconcileSettings settings, Tracing tracing) {
    return new RecommendationStore(client, settings, tracing);
  }

  @Produces
  @Singleton
  ControllerRuns runs(Clock clock) {
    return new ControllerRuns(clock);
  }

  @Produces
  @Singleton
  ControllerMetrics controllerMetrics(
      PrometheusRegistry registry, ControllerRuns runs, Tracing tracing) {
    ControllerMetrics metrics = new ControllerMetrics(registry);
    metrics.trace(tracing);
    metrics.watch("policy", ages(runs.evaluations()));
    metrics.watch("risk", ages(runs.risks()));
    metrics.watch("proposal", ages(runs.proposals()));
    metrics.watch("apply", ages(runs.applies()));
    return metrics;
  }

  @Produces
  @Singleton
  WatchMetrics watchMetrics(PrometheusRegistry registry) {
    return new WatchMetrics(registry);
  }

  private static ControllerMetrics.Ages ages(PolicyRuns runs) {
    return new ControllerMetrics.Ages(runs::age, runs::overdue);
  }

  @Produces
  @Singleton
  PolicyLookup policies(KubernetesClient client) {
    return new PolicyLookup(client);
  }

  @Produces
  @Singleton
  RiskRequests riskRequests() {
    return new RiskRequests();
  }

  @Produces
  @Singleton
  RecommendationGarbageCollector garbageCollector(
      KubernetesClient client,
      RecommendationStore store,
      ReconcileSettings settings,
      Consumer<Policy.Id> forget,
      Instance<Interruptions> interruptions,
      DaemonThreads threads) {
    return new RecommendationGarbageCollector(
        client,
        store,
        settings,
        forget,
        new RecommendationGarbageCollector.Work(
            threads.scheduled("garbage-collector", 1), REPLACED_WITHIN),
        (policy, recommendations) -> interruptions.get().land(policy, recommendations));
  }

  /** Frees what is kept in memory for a policy that is gone. */
  @Produces
  @Singleton
  Consumer<Policy.Id> forget(
      EvaluationReporter reporter,
      ControllerRuns runs,
      UsageMemory memory,
      KnownPrices prices,
      Instance<PolicyReconciler> evaluations,
      Instance<RiskReconciler> risks,
      Instance<ProposalReconciler> proposals,
      Instance<ApplyReconciler> applies,
      ApplyRecommendations changeable) {
    return policy -> {
      reporter.forget(policy);
      runs.forget(policy);
      memory.forget(new PolicyRef(policy.namespace(), policy.name()));
      prices.forget(new PolicyRef(policy.namespace(), policy.name()));
      evaluations.get().forget(policy);
      risks.get().forget(policy);
      proposals.get().forget(policy);
      applies.get().forget(policy);
      changeable.forget(policy);
    };
  }

  @Produces
  @Singleton
  PolicyEvaluation.Steps steps(
      KubernetesClient client,
      WorkloadSource workloads,
      UsageSources sources,
      Evaluator evaluator,
      RecommendationStore store,
      RecommendationCache recommendations,
      RiskEvaluation firstRisk,
      OperatorMetrics metrics,
      ReconcileSettings settings,
      Tracing tracing,
      DaemonThreads threads) {
    BoundedWrites writes =
        new BoundedWrites(tracing.carrying(threads.pool("write", settings.writeConcurrency())));
    return new PolicyEvaluation.Steps(
        new WorkloadSelector(workloads, settings),
        new UsageSourceResolver(client, sources),
        evaluator,
        new RecommendationWriter(
            store, writes, recommendations, firstRisk, metrics::recommendationsWritten),
        new PolicyStatusMapper(PrometheusUsageSource::metricOf));
  }

  @Produces
  @Singleton
  RecommendationStudies recommendationStudies(
      PolicyLookup policies, PolicyEvaluation.Steps steps, Studies studies) {
    return new PolicyStudies(policies, steps.selection(), steps.connection(), studies);
  }

  @Produces
  @Singleton
  PolicyEvaluation cycle(
      PolicyEvaluation.Steps steps,
      EvaluationReporter journal,
      PolicyLookup policies,
      RecommendationGarbageCollector garbageCollector,
      ReconcileSettings settings,
      Clock clock,
      Tracing tracing) {
    return new PolicyEvaluation(
        steps,
        journal,
        new PolicyEvaluation.Existence(policies, garbageCollector::removed),
        settings,
        clock,
        tracing);
  }

  /** Whether the process runs in a pod with a ServiceAccount. */
  static boolean isInCluster() {
    return Files.exists(OWN_NAMESPACE);
  }

  private static String ownNamespace() {
    try {
      return isInCluster() ? Files.readString(OWN_NAMESPACE).strip() : DEFAULT_NAMESPACE;
    } catch (IOException e) {
      return DEFAULT_NAMESPACE;
    }
  }
}
