// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ImpossibleFigure;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.ReadReport;
import dev.rightsizing.usage.absence.Absence;
import dev.rightsizing.workload.ClusterView;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outcome of one evaluation.
 *
 * @param recommendations one a workload in scope, in order of reference
 * @param failures workloads in scope that could not be read or evaluated; the others were
 * @param contested workloads that an older policy keeps
 * @param quotas of the namespaces in scope, with what they will be
 * @param savings of all recommendations; all are in one currency
 * @param missing resources of which the source holds no series at all although pods are running
 * @param unknownKinds kinds that the cluster does not serve
 * @param absences namespaces in which pods run of which the source has no usage, and why
 * @param read what the usage cost to read
 * @param clusters what the source holds of other clusters
 * @param uncovered pods of the namespaces in scope, or parts of them, that no size reaches
 */
public record Evaluation(
    List<WorkloadRecommendation> recommendations,
    List<ClusterView.Failure> failures,
    List<PolicyConflict> contested,
    List<QuotaProjection> quotas,
    Savings savings,
    Set<Resource> missing,
    Set<WorkloadKind> unknownKinds,
    List<Absence> absences,
    ReadReport read,
    OtherClusters clusters,
    List<Uncovered> uncovered) {

  /** One in which all is covered. */
  public Evaluation(
      List<WorkloadRecommendation> recommendations,
      List<ClusterView.Failure> failures,
      List<PolicyConflict> contested,
      List<QuotaProjection> quotas,
      Savings savings,
      Set<Resource> missing,
      Set<WorkloadKind> unknownKinds,
      List<Absence> absences,
      ReadReport read,
      OtherClusters clusters) {
    this(
        recommendations,
        failures,
        contested,
        quotas,
        savings,
        missing,
        unknownKinds,
        absences,
        read,
        clusters,
        List.of());
  }

  /** Of a source that holds one cluster and has usage of each namespace. */
  public Evaluation(
      List<WorkloadRecommendation> recommendations,
      List<ClusterView.Failure> failures,
      List<PolicyConflict> contested,
      List<QuotaProjection> quotas,
      Savings savings,
      Set<Resource> missing,
      Set<WorkloadKind> unknownKinds,
      ReadReport read) {
    this(
        recommendations,
        failures,
        contested,
        quotas,
        savings,
        missing,
        unknownKinds,
        List.of(),
        read,
        OtherClusters.NONE);
  }

  /** Whether there was enough usage to judge any container by. */
  public boolean judged() {
    return recommendations.stream()
        .flatMap(r -> r.containers().stream())
        .flatMap(container -> Stream.of(container.cpu(), container.memory()))
        .anyMatch(sizing -> sizing.verdict() != Verdict.INSUFFICIENT_DATA);
  }

  public Evaluation {
    recommendations = List.copyOf(recommendations);
    failures = List.copyOf(failures);
    contested = List.copyOf(contested);
    quotas = List.copyOf(quotas);
    missing = Set.copyOf(missing);
    unknownKinds = Set.copyOf(unknownKinds);
    absences = List.copyOf(absences);
    uncovered = List.copyOf(uncovered);
  }

  /** The same without what could not be written, which is reported instead. */
  public Evaluation without(List<ClusterView.Failure> refused) {
    if (refused.isEmpty()) {
      return this;
    }
    Set<WorkloadRef> refs =
        refused.stream().map(ClusterView.Failure::ref).collect(Collectors.toSet());
    List<WorkloadRecommendation> written =
        recommendations.stream().filter(r -> !refs.contains(r.workload().ref())).toList();
    return new Evaluation(
        written,
        Stream.concat(failures.stream().filter(f -> !refs.contains(f.ref())), refused.stream())
            .toList(),
        contested,
        quotas,
        written.stream()
            .map(WorkloadRecommendation::savings)
            .reduce(Savings.zero(savings.monthly().currency()), Savings::plus),
        missing,
        unknownKinds,
        absences,
        read,
        clusters,
        uncovered);
  }

  /** Figures that cannot be and were left out, with how many; without those that did not occur. */
  public Map<ImpossibleFigure, Integer> impossible() {
    Map<ImpossibleFigure, Integer> counts = new EnumMap<>(ImpossibleFigure.class);
    quotas.stream()
        .filter(QuotaProjection::impossible)
        .forEach(q -> counts.merge(ImpossibleFigure.PROJECTION_BELOW_ZERO, 1, Integer::sum));
    failures.stream()
        .filter(failure -> failure.reason() == Reason.IMPOSSIBLE_FIGURE)
        .forEach(f -> counts.merge(ImpossibleFigure.SAVINGS_OVER_COST, 1, Integer::sum));
    return counts;
  }
}
