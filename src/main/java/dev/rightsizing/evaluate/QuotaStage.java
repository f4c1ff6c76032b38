// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaFit;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.sizing.quota.Candidate;
import dev.rightsizing.sizing.quota.Candidate.Pressed;
import dev.rightsizing.sizing.quota.QuotaFitter;
import dev.rightsizing.sizing.quota.QuotaFitter.Fitted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Fits all recommendations into the quotas, one namespace at a time. */
final class QuotaStage {
  private final WorkloadEvaluator evaluator;
  private final QuotaFitter fitter;

  QuotaStage(WorkloadEvaluator evaluator) {
    this.evaluator = evaluator;
    this.fitter = new QuotaFitter(evaluator.thresholds());
  }

  /** Recommendations in the order in which they came, and every line in its. */
  record Outcome(List<WorkloadRecommendation> recommendations, List<QuotaProjection> projections) {}

  Outcome fit(List<Quota> quotas, List<WorkloadRecommendation> sized) {
    Map<String, List<WorkloadRecommendation>> byNamespace =
        sized.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.workload().ref().namespace(), TreeMap::new, Collectors.toList()));
    Map<String, List<Quota>> lines =
        quotas.stream()
            .collect(Collectors.groupingBy(Quota::namespace, TreeMap::new, Collectors.toList()));
    List<QuotaProjection> projections = new ArrayList<>();
    lines.forEach(
        (namespace, ofNamespace) -> {
          List<WorkloadRecommendation> there = byNamespace.getOrDefault(namespace, List.of());
          Outcome outcome = fitOrSay(ofNamespace, there);
          byNamespace.put(namespace, outcome.recommendations());
          projections.addAll(outcome.projections());
        });
    return new Outcome(byNamespace.values().stream().flatMap(List::stream).toList(), projections);
  }

  /** A fault in one namespace's quotas must not cost anybody a recommendation. */
  private Outcome fitOrSay(List<Quota> lines, List<WorkloadRecommendation> sized) {
    try {
      return fitNamespace(lines, sized);
    } catch (RuntimeException e) {
      QuotaFit unknown =
          new QuotaFit(Reason.INTERNAL_ERROR, "the quotas could not be judged: " + e);
      return new Outcome(
          sized.stream().map(r -> r.withQuota(unknown)).toList(),
          lines.stream().map(line -> new QuotaProjection(line, Optional.empty())).toList());
    }
  }

  private Outcome fitNamespace(List<Quota> lines, List<WorkloadRecommendation> sized) {
    Fitted fitted = fitter.fit(lines, sized.stream().map(this::candidate).toList());
    List<WorkloadRecommendation> after =
        sized.stream()
            .map(
                said -> {
                  QuotaFitter.Outcome outcome = fitted.workloads().get(said.workload().ref());
                  return evaluator.fitted(said, outcome.containers(), outcome.fit());
                })
            .toList();
    return new Outcome(after, fitted.projections());
  }

  private Candidate candidate(WorkloadRecommendation said) {
    Set<Pressed> pressed = new HashSet<>();
    for (var container : said.containers()) {
      String name = container.container().name();
      for (Resource resource : Resource.values()) {
        if (evaluator.pressed(new ContainerRef(said.workload().ref(), name), resource)) {
          pressed.add(new Pressed(name, resource));
        }
      }
    }
    return new Candidate(said.workload(), said.containers(), pressed);
  }
}
