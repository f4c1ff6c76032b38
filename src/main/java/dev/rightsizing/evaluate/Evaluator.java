// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.PodOwnerHistory.Owner;
import dev.rightsizing.usage.UsageCollectors;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.plausible.ClusterCeilings;
import dev.rightsizing.usage.saturation.CollectedSaturation;
import dev.rightsizing.usage.saturation.SaturationCollectors;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.time.Clock;
import java.util.Map;

/**
 * From a scope to recommendations: which workloads, what they used, what they should ask for, what
 * that saves, whether it fits. One bad workload never keeps the others from theirs.
 */
public final class Evaluator {
  private final WorkloadSource workloads;
  private final UsageCollectors collectors;
  private final SaturationCollectors saturations;
  private final Clock clock;

  public Evaluator(
      WorkloadSource workloads,
      UsageCollectors collectors,
      SaturationCollectors saturations,
      Clock clock) {
    this.workloads = workloads;
    this.collectors = collectors;
    this.saturations = saturations;
    this.clock = clock;
  }

  /**
   * Evaluates a scope once.
   *
   * @throws WorkloadException when the cluster cannot be read
   * @throws UsageException when the source cannot be read; nothing is concluded from half of it
   */
  public Evaluation evaluate(EvaluationRequest request, UsageSource source, Progress progress)
      throws WorkloadException, UsageException {
    progress.at("workloads", 0, 1);
    ClusterView view = workloads.view(request.scope().namespaces());
    progress.at("usage", 0, 1);
    source.know(request.scope().namespaces(), KnownPods.of(view.pods(), view.podSizes()));
    CollectRequest reads = reads(request, view);
    CollectedUsage usage = collectors.collector(source, request.settings().window()).collect(reads);
    CollectedSaturation saturation = saturations.collector(source).collect(reads);
    PriceList prices = PriceList.read(request.pricing(), source, clock.instant());
    WorkloadEvaluator evaluator =
        new WorkloadEvaluator(request, source, usage, saturation, view, prices);
    return new EvaluationAssembly(request, view, usage, progress).assemble(evaluator);
  }

  private static CollectRequest reads(EvaluationRequest request, ClusterView view) {
    Map<Owner, WorkloadRef> existing = HistoricalPodOwners.existing(view.workloads());
    return new CollectRequest(
        request.settings().window().lookback(),
        request.scope().namespaces(),
        history -> new HistoricalPodOwners(view.pods(), history, existing),
        view.expectedSeries(),
        new ClusterCeilings(view.nodes(), view.podSizes(), view.pods(), view.workloads()));
  }
}
