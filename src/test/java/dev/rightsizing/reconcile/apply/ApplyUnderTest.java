// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.apply.kubernetes.KubernetesActuator;
import dev.rightsizing.guard.order.AllGuards;
import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.reconcile.ControllerRuns;
import dev.rightsizing.reconcile.PolicyLookup;
import dev.rightsizing.reconcile.ReconcileSettings;
import dev.rightsizing.reconcile.risk.QueryPermission;
import dev.rightsizing.reconcile.risk.RecommendationCache;
import dev.rightsizing.reconcile.steps.KnownRecommendation;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.StopSwitch;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WatchedRecommendations;
import dev.rightsizing.telemetry.ApplyMetrics;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.risk.WorkingSets;
import dev.rightsizing.watch.FallbackListener;
import dev.rightsizing.watch.ScopedWatches;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.live.KubernetesLiveCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Mode Apply as the operator has it, for a test of all controllers. */
public final class ApplyUnderTest implements AutoCloseable {
  public final ApplyRequests requests = new ApplyRequests();
  private final PodWatch pods = new PodWatch(requests::soon);
  private final LastPolicies last = new LastPolicies();
  private final ApplyReporter reporter =
      new ApplyReporter(new ApplyMetrics(new PrometheusRegistry()));
  private final KubernetesLiveCluster live;
  private final ScopedWatches<Recommendation, Recommendation> watches;
  private final ApplySchedule schedule;
  private final ApplyStore store;
  private final Flights flights;
  private final ApplyCycle cycle;
  private final Clock clock;

  public ApplyUnderTest(
      KubernetesClient client,
      ReconcileSettings settings,
      WorkloadSource workloads,
      UsageSourceResolver resolver,
      UsageSources sources,
      Clock clock) {
    this.clock = clock;
    RecommendationStore recommendations = new RecommendationStore(client, settings);
    StopSwitch stop = new StopSwitch(client, settings.ownNamespace());
    live = new KubernetesLiveCluster(client, Set.of(), clock, FallbackListener.NONE);
    live.onPods(pods);
    schedule = new ApplySchedule(Duration.ofSeconds(10), clock);
    watches =
        RecommendationCache.watches(client, ChangeableRecommendation::of, FallbackListener.NONE);
    ApplyRecommendations kept =
        new ApplyRecommendations(
            Optional.of(
                new WatchedRecommendations<>(watches::in, Function.identity(), settings, clock)),
            recommendations);
    store =
        new ApplyStore(
            recommendations, new StatusWriter(client, ApplyStore.FIELD_MANAGER), kept, clock);
    flights =
        new Flights(
            () -> recommendations.all().stream().map(KnownRecommendation::of).toList(),
            new Flights.Bounds(10, 10));
    cycle =
        new ApplyCycle(
            new ApplyCycle.Parts(
                true,
                stop,
                new ApplyInputs.Cluster(kept, workloads, () -> live),
                new UsageReader(
                    resolver,
                    new WorkingSets(CollectorSettings.of(100_000, 2)),
                    new QueryPermission(settings.ownNamespace(), sources)),
                AllGuards.guards(),
                new StoppableActuator(new KubernetesActuator(client, clock), stop, clock),
                store,
                flights,
                pods,
                new NoticePublishers(
                    List.of(new EventPublisher(client, "it", EventListener.NONE)))),
            reporter,
            clock);
  }

  public ApplyReconciler reconciler(PolicyLookup policies, ControllerRuns runs) {
    return new ApplyReconciler(
        new ApplyReconciler.Parts(
            true, cycle, store, schedule, requests, reporter, last, pods, flights, policies),
        runs,
        clock);
  }

  public Interruptions interruptions() {
    return new Interruptions(cycle, last, schedule, reporter, true);
  }

  @Override
  public void close() {
    live.close();
    watches.close();
  }
}
