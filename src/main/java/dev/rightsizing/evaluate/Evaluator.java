// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.CollectRequest;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.UsageCollectors;
import dev.rightsizing.usage.UsageException;
import dev.rightsizing.usage.UsageSource;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.WorkloadException;
import dev.rightsizing.workload.WorkloadSource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * From a scope to recommendations: which workloads, what they used, what they should ask for, what
 * that saves, whether it fits. One bad workload never keeps the others from theirs.
 */
public final class Evaluator {
  private final WorkloadSource workloads;
  private final UsageCollectors collectors;
  private final Clock clock;

  public Evaluator(WorkloadSource workloads, UsageCollectors collectors, Clock clock) {
    this.workloads = workloads;
    this.collectors = collectors;
    this.clock = clock;
  }

  /**
   * Evaluates a scope once.
   *
   * @throws WorkloadException when the cluster cannot be read
   * @throws UsageException when the source cannot be read; nothing is concluded from half of it
   */
  public Evaluation evaluate(EvaluationRequest request, UsageSource source)
      throws WorkloadException, UsageException {
    ClusterView view = workloads.view(request.scope().namespaces());
    List<Workload> selected =
        view.workloads().stream()
            .filter(request.scope()::selects)
            .filter(request.owned())
            .toList();
    CollectedUsage usage = collect(request, source, view, selected);
    Pricing pricing = Pricing.of(request.pricing(), source, clock.instant());
    WorkloadEvaluator evaluator = new WorkloadEvaluator(request, usage, source, pricing, view);
    return new EvaluationAssembly(request, view, usage).assemble(selected, evaluator);
  }
}
