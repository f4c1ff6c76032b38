// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.cli.StartupTask;
import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.reconcile.EvaluationReporter;
import dev.rightsizing.reconcile.PolicyEvaluation;
import dev.rightsizing.reconcile.RecommendationGarbageCollector;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.risk.RecommendationCache;
import dev.rightsizing.reconcile.risk.RiskEvaluation;
import dev.rightsizing.reconcile.risk.RiskWatches;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.RecommendationWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.prometheus.PrometheusUsageSource;
import dev.rightsizing.workload.WorkloadSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** Makes what acts: the cycle of a policy with its steps. */
@Singleton
final class ReconcileWiring {
  private static final Path OWN_NAMESPACE =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");
  private static final String DEFAULT_NAMESPACE = "rightsizing-system";

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
  RecommendationStore store(KubernetesClient client, ReconcileSettings settings) {
    return new RecommendationStore(client, settings);
  }

  @Produces
  @Singleton
  RecommendationGarbageCollector deletions(
      KubernetesClient client,
      RecommendationStore store,
      EvaluationReporter journal,
      ReconcileSettings settings,
      RiskWatches watches) {
    return new RecommendationGarbageCollector(client, store, journal, settings, watches::forget);
  }

  @Produces
  @Singleton
  StartupTask companion(RecommendationGarbageCollector deletions) {
    return deletions::start;
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
      ReconcileSettings settings) {
    BoundedWrites writes =
        new BoundedWrites(DaemonThreads.pool("write", settings.writeConcurrency()));
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
  PolicyEvaluation cycle(
      PolicyEvaluation.Steps steps,
      EvaluationReporter journal,
      ReconcileSettings settings,
      Clock clock) {
    return new PolicyEvaluation(steps, journal, settings, clock);
  }

  private static String ownNamespace() {
    try {
      return Files.exists(OWN_NAMESPACE)
          ? Files.readString(OWN_NAMESPACE).strip()
          : DEFAULT_NAMESPACE;
    } catch (IOException e) {
      return DEFAULT_NAMESPACE;
    }
  }
}
