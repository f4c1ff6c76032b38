// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.apply.RequestWatch;
import dev.rightsizing.reconcile.proposal.DecisionWatch;
import dev.rightsizing.reconcile.risk.QueryPermission;
import dev.rightsizing.reconcile.risk.QuotaRiskEvaluation;
import dev.rightsizing.reconcile.risk.QuotaStore;
import dev.rightsizing.reconcile.risk.RecommendationCache;
import dev.rightsizing.reconcile.risk.RiskEvaluation;
import dev.rightsizing.reconcile.risk.RiskReporter;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.telemetry.WatchMetrics;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.watch.ScopedWatches;
import dev.rightsizing.workload.WorkloadSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the risk watch. */
@Singleton
final class RiskWiring {
  /** One watch for evaluations, for changes and for the page. */
  @Produces
  @Singleton
  ScopedWatches<Recommendation, KeptRecommendation> recommendationWatches(
      KubernetesClient client,
      Settings settings,
      WatchMetrics metrics,
      DecisionWatch decisions,
      RequestWatch requests) {
    boolean withRow = settings.page().enabled();
    boolean withChanges = settings.apply().enabled();
    return RecommendationCache.watches(
        client,
        whole -> {
          decisions.saw(whole);
          requests.saw(whole);
          return KeptRecommendation.of(whole, withRow, withChanges);
        },
        metrics::listed);
  }

  @Produces
  @Singleton
  RecommendationCache watchedRecommendations(
      ScopedWatches<Recommendation, KeptRecommendation> watches,
      RecommendationStore store,
      ReconcileSettings settings,
      Clock clock) {
    return new RecommendationCache(
        scope -> watches.in(scope).map(KeptRecommendation::known),
        watches::close,
        store,
        settings,
        clock);
  }

  @Produces
  @Singleton
  RiskEvaluation.Parts riskParts(
      KubernetesClient client,
      RecommendationCache recommendations,
      WorkloadSource workloads,
      UsageSources sources,
      NoticePublishers publishers,
      Settings settings,
      ReconcileSettings reconcile,
      RiskMetrics metrics,
      Tracing tracing,
      DaemonThreads threads) {
    Settings.Query query = settings.query();
    return new RiskEvaluation.Parts(
        recommendations,
        workloads,
        new UsageSourceResolver(client, sources),
        new RiskReader(CollectorSettings.of(query.sampleBudget(), query.concurrency())),
        new QueryPermission(reconcile.ownNamespace(), sources),
        new StatusWriter(client, RecommendationStore.RISK_MANAGER, tracing),
        new BoundedWrites(
            tracing.carrying(threads.pool("risk-write", reconcile.writeConcurrency()))),
        publishers,
        new QuotaRiskEvaluation(new QuotaStore(client, reconcile, tracing), publishers, metrics));
  }

  @Produces
  @Singleton
  RiskEvaluation riskEvaluation(
      RiskEvaluation.Parts parts, RiskMetrics metrics, Clock clock, Tracing tracing) {
    return new RiskEvaluation(parts, metrics, clock, tracing);
  }

  @Produces
  @Singleton
  RiskReporter riskReporter(RiskMetrics metrics) {
    return new RiskReporter(metrics);
  }
}
