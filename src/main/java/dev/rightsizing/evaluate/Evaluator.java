// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.KnownPods;
import dev.rightsizing.usage.PodOwnerHistory.Owner;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.usage.memory.UsageMemory;
import dev.rightsizing.usage.plausible.ClusterCeilings;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From a scope to recommendations: which workloads, what they used, what they should ask for, what
 * that saves, whether it fits. One bad workload never keeps the others from theirs.
 */
public final class Evaluator {
  private final WorkloadSource workloads;
  private final UsageMemory memory;
  private final Clock clock;
  private final KnownPrices known;

  public Evaluator(WorkloadSource workloads, UsageMemory memory, Clock clock) {
    this(workloads, memory, clock, new KnownPrices());
  }

  /**
   * @param known remembers the prices that each policy's last evaluation counted with
   */
  public Evaluator(WorkloadSource workloads, UsageMemory memory, Clock clock, KnownPrices known) {
    this.workloads = workloads;
    this.memory = memory;
    this.clock = clock;
    this.known = known;
  }

  /**
   * Evaluates a scope once. Nothing is read for a namespace without a workload in scope.
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
    UsageMemory.Collected read =
        memory.collect(request.policy(), source, request.settings().window(), reads);
    PriceList prices =
        reads.namespaces().isEmpty()
            ? PriceList.unread(request.pricing())
            : PriceList.read(request.pricing(), source, clock.instant());
    known.remember(request.policy(), prices);
    WorkloadEvaluator evaluator =
        new WorkloadEvaluator(
            request, source, read.usage(), read.saturation(), view, prices, progress);
    return new EvaluationAssembly(request, view, read.usage(), progress).assemble(evaluator);
  }

  private static CollectRequest reads(EvaluationRequest request, ClusterView view) {
    TreeSet<String> namespaces =
        view.workloads().stream()
            .filter(request.scope()::selects)
            .map(workload -> workload.ref().namespace())
            .collect(Collectors.toCollection(TreeSet::new));
    Map<Owner, WorkloadRef> existing = HistoricalPodOwners.existing(view.workloads());
    KnownPods pods = KnownPods.of(view.pods(), view.podSizes());
    return new CollectRequest(
        request.settings().window().lookback(),
        namespaces,
        history -> new HistoricalPodOwners(pods, history, existing),
        view.expectedSeries(),
        new ClusterCeilings(view.nodes(), view.podSizes(), view.pods(), view.workloads()));
  }
}
