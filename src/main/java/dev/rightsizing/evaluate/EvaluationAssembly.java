// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ImpossibleFigureException;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.Workload;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.usage.CollectedUsage;
import dev.rightsizing.usage.absence.Absence;
import dev.rightsizing.workload.ClusterView;
import dev.rightsizing.workload.ClusterView.Failure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the workloads' recommendations together with what concerns all of them. */
final class EvaluationAssembly {
  private final EvaluationRequest request;
  private final ClusterView view;
  private final CollectedUsage usage;
  private final Progress progress;
  private final List<Failure> failures = new ArrayList<>();
  private final List<PolicyConflict> contested = new ArrayList<>();

  EvaluationAssembly(
      EvaluationRequest request, ClusterView view, CollectedUsage usage, Progress progress) {
    this.request = request;
    this.view = view;
    this.usage = usage;
    this.progress = progress;
  }

  Evaluation assemble(WorkloadEvaluator evaluator) {
    for (Failure failure : view.failures()) {
      if (request.scope().names(failure.ref())) {
        failures.add(failure);
      }
    }
    List<WorkloadRecommendation> sized = evaluateAll(evaluator, owned());
    QuotaStage.Outcome quotas = new QuotaStage(evaluator, progress).fit(view.quotas(), sized);
    List<WorkloadRecommendation> fitted = quotas.recommendations();
    Savings total =
        fitted.stream()
            .map(WorkloadRecommendation::savings)
            .reduce(Savings.zero(evaluator.currency()), Savings::plus);
    List<Absence> absences = absences(fitted);
    return new Evaluation(
        fitted,
        failures,
        contested,
        quotas.projections(),
        total,
        missing(fitted),
        view.unknownKinds(),
        absences,
        usage.report(),
        evaluator.clusters(),
        Stream.concat(view.uncovered().stream(), Unmeasured.of(absences, view.workloads()).stream())
            .toList());
  }

  private List<Workload> owned() {
    List<Workload> owned = new ArrayList<>();
    for (Workload workload : view.workloads()) {
      if (request.scope().selects(workload)) {
        Optional<String> keeper = request.keeper().apply(workload);
        if (keeper.isPresent()) {
          contested.add(new PolicyConflict(workload.ref(), keeper.get()));
        } else {
          owned.add(workload);
        }
      }
    }
    return owned;
  }

  private List<WorkloadRecommendation> evaluateAll(
      WorkloadEvaluator evaluator, List<Workload> workloads) {
    List<WorkloadRecommendation> sized = new ArrayList<>();
    for (Workload workload : workloads) {
      try {
        sized.add(evaluator.evaluate(workload));
      } catch (ImpossibleFigureException e) {
        failures.add(
            new Failure(workload.ref(), workload.uid(), Reason.IMPOSSIBLE_FIGURE, e.getMessage()));
      } catch (RuntimeException e) {
        // A fault in one workload's figures must not cost the others theirs.
        progress.failed(workload.ref().toString(), e);
        failures.add(
            new Failure(workload.ref(), workload.uid(), Reason.WORKLOAD_FAILED, e.toString()));
      }
      progress.at("sizes", sized.size() + failures.size(), workloads.size());
    }
    return sized;
  }

  private List<Absence> absences(List<WorkloadRecommendation> recommendations) {
    Set<String> running =
        recommendations.stream()
            .map(WorkloadRecommendation::workload)
            .filter(workload -> !workload.nodes().isEmpty())
            .map(workload -> workload.ref().namespace())
            .collect(Collectors.toSet());
    return usage.absences().stream().filter(a -> running.contains(a.namespace())).toList();
  }

  private Set<Resource> missing(List<WorkloadRecommendation> recommendations) {
    Set<Resource> missing = EnumSet.noneOf(Resource.class);
    if (recommendations.stream().anyMatch(r -> !r.workload().nodes().isEmpty())) {
      for (Resource resource : Resource.values()) {
        if (!usage.hasSeries(resource)) {
          missing.add(resource);
        }
      }
    }
    return missing;
  }
}
