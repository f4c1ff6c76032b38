// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.config;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.apply.kubernetes.KubernetesActuator;
import dev.rightsizing.guard.order.AllGuards;
import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.reconcile.PolicyLookup;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.apply.ApplyCycle;
import dev.rightsizing.reconcile.apply.ApplyInputs;
import dev.rightsizing.reconcile.apply.ApplyRecommendations;
import dev.rightsizing.reconcile.apply.ApplyReconciler;
import dev.rightsizing.reconcile.apply.ApplyReporter;
import dev.rightsizing.reconcile.apply.ApplyRequests;
import dev.rightsizing.reconcile.apply.ApplySchedule;
import dev.rightsizing.reconcile.apply.ApplyStore;
import dev.rightsizing.reconcile.apply.Flights;
import dev.rightsizing.reconcile.apply.Interruptions;
import dev.rightsizing.reconcile.apply.LastPolicies;
import dev.rightsizing.reconcile.apply.PodWatch;
import dev.rightsizing.reconcile.apply.RequestWatch;
import dev.rightsizing.reconcile.apply.StoppableActuator;
import dev.rightsizing.reconcile.apply.UsageReader;
import dev.rightsizing.reconcile.risk.QueryPermission;
import dev.rightsizing.reconcile.risk.RecommendationCache;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.StopSwitch;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WatchedRecommendations;
import dev.rightsizing.telemetry.ApplyMetrics;
import dev.rightsizing.telemetry.WatchMetrics;
import dev.rightsizing.telemetry.trace.Tracing;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.risk.WorkingSets;
import dev.rightsizing.watch.ScopedWatches;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.live.KubernetesLiveCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes mode Apply. While it is disabled, or no policy applies, it watches nothing and has no
 * threads.
 */
@Singleton
final class ApplyWiring {

  @Produces
  @Singleton
  ApplyMetrics applyMetrics(PrometheusRegistry registry) {
    return new ApplyMetrics(registry);
  }

  @Produces
  @Singleton
  ApplyReporter applyReporter(ApplyMetrics metrics) {
    return new ApplyReporter(metrics);
  }

  @Produces
  @Singleton
  ApplyRequests applyRequests() {
    return new ApplyRequests();
  }

  @Produces
  @Singleton
  RequestWatch requestWatch(ApplyRequests requests) {
    return new RequestWatch(requests::soon);
  }

  @Produces
  @Singleton
  PodWatch podWatch(ApplyRequests requests) {
    return new PodWatch(requests::soon);
  }

  @Produces
  @Singleton
  LastPolicies lastPolicies() {
    return new LastPolicies();
  }

  @Produces
  @Singleton
  ApplySchedule applySchedule(Settings settings, Clock clock) {
    if (settings.apply().interval().toMillis() < 1) {
      throw new IllegalArgumentException("RIGHTSIZING_APPLY_INTERVAL must be positive");
    }
    return new ApplySchedule(settings.apply().interval(), clock);
  }

  @Produces
  @Singleton
  Flights flights(RecommendationCache recommendations, Settings settings) {
    ApplyConfig apply = settings.apply();
    if (apply.maxInFlight() < 1 || apply.maxInFlightPerNamespace() < 1) {
      throw new IllegalArgumentException(
          "RIGHTSIZING_APPLY_MAX_IN_FLIGHT and RIGHTSIZING_APPLY_MAX_IN_FLIGHT_PER_NAMESPACE must"
              + " be at least 1");
    }
    return new Flights(
        recommendations::all,
        new Flights.Bounds(apply.maxInFlightPerNamespace(), apply.maxInFlight()));
  }

  @Produces
  @Singleton
  ApplyRecommendations applyRecommendations(
      ScopedWatches<Recommendation, KeptRecommendation> watches,
      RecommendationStore store,
      Settings settings,
      ReconcileSettings reconcile,
      Clock clock) {
    WatchedRecommendations<Recommendation> watched =
        new WatchedRecommendations<>(
            scope -> watches.in(scope).map(kept -> kept.changeable().orElseThrow()),
            Function.identity(),
            reconcile,
            clock);
    return new ApplyRecommendations(
        settings.apply().enabled() ? Optional.of(watched) : Optional.empty(), store);
  }

  @Produces
  @Singleton
  ApplyStore applyStore(
      KubernetesClient client,
      RecommendationStore recommendations,
      ApplyRecommendations kept,
      Tracing tracing,
      Clock clock) {
    return new ApplyStore(
        recommendations, new StatusWriter(client, ApplyStore.FIELD_MANAGER, tracing), kept, clock);
  }

  @Produces
  @Singleton
  LazyLiveCluster liveCluster(
      KubernetesClient client,
      ReconcileSettings settings,
      PodWatch pods,
      WatchMetrics metrics,
      Clock clock) {
    return new LazyLiveCluster(
        () -> {
          KubernetesLiveCluster live =
              new KubernetesLiveCluster(client, settings.watchNamespaces(), clock, metrics::listed);
          live.onPods(pods);
          return live;
        });
  }

  @Produces
  @Singleton
  UsageReader usageReader(
      KubernetesClient client,
      UsageSources sources,
      Settings settings,
      ReconcileSettings reconcile) {
    Settings.Query query = settings.query();
    return new UsageReader(
        new UsageSourceResolver(client, sources),
        new WorkingSets(CollectorSettings.of(query.sampleBudget(), query.concurrency())),
        new QueryPermission(reconcile.ownNamespace(), sources));
  }

  @Produces
  @Singleton
  ApplyInputs.Cluster applyCluster(
      ApplyRecommendations recommendations, WorkloadSource workloads, LazyLiveCluster live) {
    return new ApplyInputs.Cluster(recommendations, workloads, live);
  }

  @Produces
  @Singleton
  ApplyCycle applyCycle(
      KubernetesClient client,
      Settings settings,
      StopSwitch stop,
      ApplyInputs.Cluster cluster,
      UsageReader usage,
      ApplyStore store,
      Flights flights,
      PodWatch pods,
      NoticePublishers publishers,
      ApplyReporter reporter,
      Clock clock) {
    return new ApplyCycle(
        new ApplyCycle.Parts(
            settings.apply().enabled(),
            stop,
            cluster,
            usage,
            AllGuards.guards(),
            new StoppableActuator(new KubernetesActuator(client, clock), stop, clock),
            store,
            flights,
            pods,
            publishers),
        reporter,
        clock);
  }

  @Produces
  @Singleton
  ApplyReconciler.Parts applyParts(
      Settings settings,
      ApplyCycle cycle,
      ApplyStore store,
      ApplySchedule schedule,
      ApplyRequests requests,
      ApplyReporter reporter,
      LastPolicies last,
      PodWatch pods,
      Flights flights,
      PolicyLookup policies) {
    return new ApplyReconciler.Parts(
        settings.apply().enabled(),
        cycle,
        store,
        schedule,
        requests,
        reporter,
        last,
        pods,
        flights,
        policies);
  }

  @Produces
  @Singleton
  Interruptions interruptions(
      ApplyCycle cycle,
      LastPolicies last,
      ApplySchedule schedule,
      ApplyReporter reporter,
      Settings settings) {
    return new Interruptions(cycle, last, schedule, reporter, settings.apply().enabled());
  }
}
