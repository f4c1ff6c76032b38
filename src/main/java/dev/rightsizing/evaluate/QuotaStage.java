// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.QuotaFit;
import dev.rightsizing.model.QuotaProjection;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.sizing.pod.PodSizer;
import dev.rightsizing.sizing.quota.Candidate;
import dev.rightsizing.sizing.quota.QuotaFitter;
import dev.rightsizing.sizing.quota.QuotaFitter.Fitted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Fits all recommendations into the quotas, one namespace at a time. */
final class QuotaStage {
  /** Each round keeps one size more, so that few are needed. */
  private static final int MOST_ROUNDS = 4;

  private final WorkloadEvaluator evaluator;
  private final Progress progress;
  private final QuotaFitter fitter;

  QuotaStage(WorkloadEvaluator evaluator, Progress progress) {
    this.progress = progress;
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
      progress.failed("the quotas of namespace " + lines.get(0).namespace(), e);
      QuotaFit unknown =
          new QuotaFit(Reason.INTERNAL_ERROR, "the quotas could not be evaluated: " + e);
      return new Outcome(
          sized.stream().map(r -> r.withQuota(unknown)).toList(),
          lines.stream().map(line -> new QuotaProjection(line, Optional.empty())).toList());
    }
  }

  private Outcome fitNamespace(List<Quota> lines, List<WorkloadRecommendation> sized) {
    Map<WorkloadRef, List<String>> refused = new HashMap<>();
    List<Candidate> wanted =
        sized.stream().map(r -> evaluator.candidate(r.workload(), r.containers())).toList();
    Fitted fitted = fitter.fit(lines, wanted);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<Candidate> next = admitted(wanted, fitted, refused);
      if (next.equals(wanted)) {
        break;
      }
      wanted = next;
      fitted = fitter.fit(lines, wanted);
    }
    Fitted last = fitted;
    return new Outcome(
        sized.stream().map(recommendation -> fitted(recommendation, last, refused)).toList(),
        fitted.projections());
  }

  private WorkloadRecommendation fitted(
      WorkloadRecommendation recommendation,
      Fitted fitted,
      Map<WorkloadRef, List<String>> refused) {
    WorkloadRef ref = recommendation.workload().ref();
    QuotaFitter.Outcome outcome = fitted.workloads().get(ref);
    List<String> problems = new ArrayList<>();
    recommendation.quota().limitRange().ifPresent(problems::add);
    problems.addAll(refused.getOrDefault(ref, List.of()));
    return evaluator.fitted(
        recommendation,
        outcome.containers(),
        outcome.fit().withLimitRange(PodStage.message(problems)));
  }

  /** What is cut may not be admitted any more: then its current size is kept, and room is left. */
  private List<Candidate> admitted(
      List<Candidate> wanted, Fitted fitted, Map<WorkloadRef, List<String>> refused) {
    List<Candidate> next = new ArrayList<>();
    for (Candidate candidate : wanted) {
      WorkloadRef ref = candidate.workload().ref();
      List<ContainerSizing> cut = fitted.workloads().get(ref).containers();
      PodSizer.Outcome outcome = evaluator.admitted(candidate.with(cut));
      if (outcome.problems().isEmpty()) {
        next.add(candidate);
      } else {
        refused.computeIfAbsent(ref, r -> new ArrayList<>()).addAll(outcome.problems());
        next.add(candidate.with(keeping(candidate.containers(), cut, outcome.containers())));
      }
    }
    return next;
  }

  private static List<ContainerSizing> keeping(
      List<ContainerSizing> wanted, List<ContainerSizing> cut, List<ContainerSizing> admitted) {
    List<ContainerSizing> all = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      ContainerSizing one = wanted.get(i);
      for (Resource resource : Resource.values()) {
        if (!admitted.get(i).of(resource).equals(cut.get(i).of(resource))) {
          one = one.with(admitted.get(i).of(resource));
        }
      }
      all.add(one);
    }
    return all;
  }
}
