// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile;

import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Uncovered;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.WorkloadRecommendation;
import dev.rightsizing.recommend.Policy;
import dev.rightsizing.telemetry.OperatorMetrics;
import dev.rightsizing.telemetry.PolicyFigures;
import dev.rightsizing.telemetry.PolicyFigures.Efficiency;
import dev.rightsizing.telemetry.RecommendedSize;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reports how evaluations end: in the log a problem once, until it changes, and in the metrics. */
public final class EvaluationReporter {
  private static final Logger LOG = Logger.getLogger(EvaluationReporter.class);

  private final Map<Policy.Id, String> lastProblems = new ConcurrentHashMap<>();
  private final Map<Policy.Id, String> unwritten = new ConcurrentHashMap<>();
  private final Set<Policy.Id> partly = ConcurrentHashMap.newKeySet();
  private final FaultLog faults = new FaultLog(LOG);
  private final OperatorMetrics metrics;

  public EvaluationReporter(OperatorMetrics metrics) {
    this.metrics = metrics;
  }

  /** A cycle ended. */
  public void ended(Policy.Id policy, EvaluationOutcome outcome, Duration took) {
    metrics.evaluated(outcome.reason(), took);
    if (outcome.reason() != Reason.INTERNAL_ERROR && !partly.remove(policy)) {
      faults.clear(policy);
    }
    if (outcome instanceof EvaluationOutcome.Evaluated good) {
      metrics.figures(policy.toString(), figures(good.evaluation()));
      metrics.sizes(policy.toString(), sizes(good.evaluation()));
      metrics.impossible(good.evaluation().impossible());
      good.evaluation().failures().forEach(f -> metrics.workloadFailed(f.reason()));
      LOG.infof("policy %s: %s", policy, summary(good.evaluation(), took));
      failures(policy, good.evaluation());
      return;
    }
    String problem = outcome.reason().text();
    if (problem.equals(lastProblems.put(policy, problem))) {
      return;
    }
    if (outcome.reason() == Reason.SUSPENDED) {
      LOG.infof("policy %s: %s", policy, outcome.message());
    } else {
      LOG.warnf("policy %s: %s: %s", policy, problem, outcome.message());
    }
  }

  private void failures(Policy.Id policy, Evaluation evaluation) {
    String failed =
        evaluation.failures().isEmpty()
            ? ""
            : evaluation.failures().size()
                + " workloads failed, first "
                + evaluation.failures().get(0).ref()
                + ": "
                + evaluation.failures().get(0).message();
    if (failed.isEmpty()) {
      lastProblems.remove(policy);
    } else if (!failed.equals(lastProblems.put(policy, failed))) {
      LOG.warnf("policy %s: %s", policy, failed);
    }
  }

  /** An internal error. */
  void fault(Policy.Id policy, Throwable e) {
    faults.report(policy, e);
  }

  /** An internal error cost one part of an evaluation its result. */
  void partFailed(Policy.Id policy, RuntimeException e) {
    partly.add(policy);
    faults.report(policy, e);
  }

  /** The API server refuses a policy's status, which is written again until it is taken. */
  void statusRefused(Policy.Id policy, Exception e) {
    metrics.statusRefused();
    String problem = String.valueOf(e.getMessage());
    if (!problem.equals(unwritten.put(policy, problem))) {
      LOG.warnf(
          "policy %s: its status cannot be written and is tried again, at the latest each minute:"
              + " %s",
          policy, problem);
    }
  }

  /** A policy's status was taken. */
  void statusWritten(Policy.Id policy) {
    unwritten.remove(policy);
  }

  /** A policy is gone. */
  public void forget(Policy.Id policy) {
    lastProblems.remove(policy);
    unwritten.remove(policy);
    partly.remove(policy);
    faults.clear(policy);
    metrics.forget(policy.toString());
  }

  private static String summary(Evaluation evaluation, Duration took) {
    return String.format(
        java.util.Locale.ROOT,
        "%d recommendations, %s a month, %d queries, %d samples, %.1f s",
        evaluation.recommendations().size(),
        evaluation.savings().monthly(),
        evaluation.read().queries(),
        evaluation.read().samples(),
        took.toMillis() / 1000.0);
  }

  private static PolicyFigures figures(Evaluation evaluation) {
    Map<Resource, Map<Verdict, Integer>> verdicts = new EnumMap<>(Resource.class);
    Map<Resource, Long> dropped = new EnumMap<>(Resource.class);
    for (WorkloadRecommendation recommendation : evaluation.recommendations()) {
      recommendation
          .evidence()
          .dropped()
          .forEach(d -> dropped.merge(d.resource(), d.samples().samples(), Long::sum));
      for (ContainerSizing container : recommendation.containers()) {
        if (container.container().role() == ContainerRole.POD) {
          continue;
        }
        for (Resource resource : Resource.values()) {
          verdicts
              .computeIfAbsent(resource, r -> new EnumMap<>(Verdict.class))
              .merge(container.of(resource).verdict(), 1, Integer::sum);
        }
      }
    }
    Map<Uncovered.Cause, PolicyFigures.NotCovered> uncovered = new EnumMap<>(Uncovered.Cause.class);
    evaluation
        .uncovered()
        .forEach(
            of ->
                uncovered.merge(
                    of.cause(), PolicyFigures.NotCovered.of(of), PolicyFigures.NotCovered::plus));
    return new PolicyFigures(
        verdicts,
        evaluation.savings().monthly(),
        evaluation.savings().current(),
        dropped,
        uncovered,
        efficiency(evaluation));
  }

  private static List<RecommendedSize> sizes(Evaluation evaluation) {
    return evaluation.recommendations().stream()
        .flatMap(
            recommendation ->
                recommendation.containers().stream()
                    .filter(sizing -> sizing.container().role() != ContainerRole.POD)
                    .map(
                        sizing ->
                            new RecommendedSize(
                                recommendation.workload().ref(),
                                sizing.container().name(),
                                Map.of(
                                    Resource.CPU,
                                    sizing.cpu().recommended(),
                                    Resource.MEMORY,
                                    sizing.memory().recommended()))))
        .toList();
  }

  /** Over containers that have both a request and usage. */
  private static Map<Resource, Efficiency> efficiency(Evaluation evaluation) {
    Map<Resource, Efficiency> sums = new EnumMap<>(Resource.class);
    for (WorkloadRecommendation recommendation : evaluation.recommendations()) {
      double pods = recommendation.workload().replicas();
      for (ContainerSizing container : recommendation.containers()) {
        if (container.container().role() == ContainerRole.INIT || pods == 0) {
          continue;
        }
        for (Resource resource : Resource.values()) {
          ResourceSizing sizing = container.of(resource);
          if (sizing.usage().isPresent() && sizing.current().request().isPresent()) {
            sums.merge(
                resource,
                new Efficiency(
                    pods * sizing.usage().get().mean().value(),
                    pods * sizing.current().request().get().value()),
                Efficiency::plus);
          }
        }
      }
    }
    return sums;
  }
}
