// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.evaluate.Evaluator;
import dev.rightsizing.notice.NoticePublishers;
import dev.rightsizing.notice.kubernetes.EventListener;
import dev.rightsizing.notice.kubernetes.EventPublisher;
import dev.rightsizing.recommend.PolicyStatusMapper;
import dev.rightsizing.reconcile.apply.ApplyUnderTest;
import dev.rightsizing.reconcile.proposal.ProposalRequests;
import dev.rightsizing.reconcile.risk.QueryPermission;
import dev.rightsizing.reconcile.risk.QuotaRiskEvaluation;
import dev.rightsizing.reconcile.risk.QuotaStore;
import dev.rightsizing.reconcile.risk.RiskEvaluation;
import dev.rightsizing.reconcile.risk.RiskReconciler;
import dev.rightsizing.reconcile.risk.RiskReporter;
import dev.rightsizing.reconcile.risk.RiskRequests;
import dev.rightsizing.reconcile.steps.BoundedWrites;
import dev.rightsizing.reconcile.steps.RecommendationStore;
import dev.rightsizing.reconcile.steps.RecommendationWriter;
import dev.rightsizing.reconcile.steps.StatusWriter;
import dev.rightsizing.reconcile.steps.UsageSourceResolver;
import dev.rightsizing.reconcile.steps.WorkloadSelector;
import dev.rightsizing.telemetry.ControllerMetrics;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.RiskMetrics;
import dev.rightsizing.usage.CollectorSettings;
import dev.rightsizing.usage.UsageSources;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.risk.RiskReader;
import dev.rightsizing.workload.WorkloadSource;
import dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Both controllers and the garbage collector as the operator has them, for one namespace. */
final class OperatorUnderTest implements AutoCloseable {
  private static final CollectorSettings COLLECTING = CollectorSettings.of(100_000, 2);

  final PrometheusRegistry registry = new PrometheusRegistry();
  final RecommendationStore store;
  final PolicyEvaluation evaluation;
  final RecommendationGarbageCollector garbageCollector;
  final ControllerRuns runs;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Operator operator;
  private final ApplyUnderTest applying;
  private RecommendationGarbageCollector.Landing landing =
      RecommendationGarbageCollector.Landing.NONE;

  OperatorUnderTest(KubernetesClient client, String namespace, UsageSources sources, Clock clock) {
    ReconcileSettings settings =
        new ReconcileSettings("rightsizing-system", Set.of(namespace), Duration.ofSeconds(2), 4);
    EvaluationReporter reporter = new EvaluationReporter(new OperatorMetrics(registry));
    RiskMetrics riskMetrics = new RiskMetrics(new PrometheusRegistry());
    WorkloadSource workloads = new KubernetesWorkloadSource(client, clock);
    UsageSourceResolver resolver = new UsageSourceResolver(client, sources);
    PolicyLookup policies = new PolicyLookup(client);
    store = new RecommendationStore(client, settings);
    runs = new ControllerRuns(clock);
    RiskReporter riskReporter = new RiskReporter(riskMetrics);
    garbageCollector =
        new RecommendationGarbageCollector(
            client,
            store,
            settings,
            id -> {
              reporter.forget(id);
              runs.forget(id);
            },
            new RecommendationGarbageCollector.Work(
                Executors.newSingleThreadScheduledExecutor(), Duration.ofSeconds(1)),
            (policy, recommendations) -> landing.land(policy, recommendations));
    evaluation =
        new PolicyEvaluation(
            new PolicyEvaluation.Steps(
                new WorkloadSelector(workloads, settings),
                resolver,
                new Evaluator(workloads, new UsageMemory(COLLECTING, clock, threads), clock),
                new RecommendationWriter(store, new BoundedWrites(threads)),
                new PolicyStatusMapper(resource -> "usage")),
            reporter,
            new PolicyEvaluation.Existence(policies, garbageCollector::removed),
            settings,
            clock);
    NoticePublishers publishers =
        new NoticePublishers(List.of(new EventPublisher(client, "it", EventListener.NONE)));
    RiskEvaluation risk =
        new RiskEvaluation(
            new RiskEvaluation.Parts(
                store::known,
                workloads,
                resolver,
                new RiskReader(COLLECTING),
                new QueryPermission("rightsizing-system", sources),
                new StatusWriter(client, RecommendationStore.RISK_MANAGER),
                new BoundedWrites(threads),
                publishers,
                new QuotaRiskEvaluation(new QuotaStore(client, settings), publishers, riskMetrics)),
            riskMetrics,
            clock);
    RiskRequests requests = new RiskRequests();
    applying = new ApplyUnderTest(client, settings, workloads, resolver, sources, clock);
    landing = applying.interruptions()::land;
    ControllerMetrics metrics = new ControllerMetrics(registry);
    operator =
        new Operator(
            overrider ->
                overrider
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withMetrics(metrics));
    operator.register(
        new PolicyReconciler(evaluation, runs, requests, new ProposalRequests(), applying.requests),
        configuration -> configuration.settingNamespace(namespace));
    operator.register(
        new RiskReconciler(risk, requests, riskReporter, policies, runs),
        configuration -> configuration.settingNamespace(namespace));
    operator.register(
        applying.reconciler(policies, runs),
        configuration -> configuration.settingNamespace(namespace));
  }

  OperatorUnderTest start() {
    garbageCollector.start();
    operator.start();
    return this;
  }

  double metric(String name) {
    return MetricValues.sum(registry, name);
  }

  @Override
  public void close() {
    operator.stop();
    garbageCollector.close();
    applying.close();
    threads.shutdownNow();
  }
}
