// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.Condition.Status;
import dev.rightsizing.api.v1alpha1.RightSizingPolicyStatus;
import dev.rightsizing.api.v1alpha1.policy.PolicyDisplay;
import dev.rightsizing.api.v1alpha1.policy.SavingsTotal;
import dev.rightsizing.evaluate.Evaluation;
import dev.rightsizing.evaluate.PolicyConflict;
import dev.rightsizing.evaluate.QuotaOutlook;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Savings;
import dev.rightsizing.model.WorkloadKind;
import dev.rightsizing.usage.OtherClusters;
import dev.rightsizing.usage.absence.AbsenceText;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what came of a policy as its status. */
public final class PolicyStatusMapper {
  private static final int NAMED = 5;

  /** Conditions that evaluations do not write. */
  private static final Set<String> OF_OTHERS = Set.of(Conditions.PROPOSED, Conditions.APPLIED);

  private final Function<Resource, String> metric;
  private final QuotaMapper quotas = new QuotaMapper();
  private final NotCoveredMapper notCovered = new NotCoveredMapper();

  /**
   * @param metric the metric's name behind a resource, for messages
   */
  public PolicyStatusMapper(Function<Resource, String> metric) {
    this.metric = metric;
  }

  /** The status after a good evaluation. */
  public RightSizingPolicyStatus evaluated(
      Evaluation evaluation, RightSizingPolicyStatus before, long generation, Instant now) {
    RightSizingPolicyStatus status = new RightSizingPolicyStatus();
    status.setObservedGeneration(generation);
    status.setWorkloads(evaluation.recommendations().size() + evaluation.failures().size());
    status.setRecommendations(evaluation.recommendations().size());
    status.setLastEvaluationTime(now.truncatedTo(ChronoUnit.SECONDS).toString());
    status.setSavings(savings(evaluation.savings()));
    PolicyDisplay display = new PolicyDisplay();
    display.setSaving(evaluation.savings().monthly().toString());
    status.setDisplay(display);
    List<QuotaOutlook> outlooks = quotas.outlooks(evaluation.quotas(), before);
    status.setNotCovered(notCovered.lines(evaluation.uncovered()));
    status.setQuotas(outlooks.stream().map(quotas::line).toList());
    Conditions conditions = new Conditions(before == null ? null : own(before), generation, now);
    source(conditions, evaluation);
    ready(conditions, evaluation);
    usage(conditions, evaluation);
    clusters(conditions, evaluation.clusters());
    conflict(conditions, evaluation.contested());
    quotas.condition(conditions, outlooks);
    status.setConditions(conditions.toList());
    return status;
  }

  /** The conditions that evaluations write. */
  private static List<Condition> own(RightSizingPolicyStatus before) {
    return before.getConditions() == null
        ? List.of()
        : before.getConditions().stream()
            .filter(condition -> !OF_OTHERS.contains(condition.getType()))
            .toList();
  }

  /** A source that was not queried is neither reachable nor unreachable. */
  private static void source(Conditions conditions, Evaluation evaluation) {
    if (evaluation.recommendations().isEmpty() && evaluation.failures().isEmpty()) {
      conditions.set(
          Conditions.SOURCE_REACHABLE,
          Status.Unknown,
          Reason.NO_WORKLOADS,
          "The policy selects no workload, so Prometheus was not queried.");
    } else {
      conditions.set(Conditions.SOURCE_REACHABLE, true, Reason.SOURCE_REACHABLE);
    }
  }

  /** The status after a failure: figures stay, conditions tell. */
  public RightSizingPolicyStatus failed(
      Problem problem, RightSizingPolicyStatus before, long generation, Instant now) {
    RightSizingPolicyStatus status =
        before == null ? new RightSizingPolicyStatus() : Serialization.clone(before);
    status.setObservedGeneration(generation);
    // Of the quota watch, the proposals and the changes; who sends them would own them.
    status.setQuotaRisks(null);
    status.setProposal(null);
    status.setApply(null);
    Conditions conditions = new Conditions(own(status), generation, now);
    conditions.set(Conditions.READY, Status.False, problem.reason(), problem.message());
    if (problem.ofSource()) {
      conditions.set(
          Conditions.SOURCE_REACHABLE, Status.False, problem.reason(), problem.message());
    }
    status.setConditions(conditions.toList());
    return status;
  }

  /**
   * Why there was no evaluation.
   *
   * @param ofSource whether Prometheus is to blame
   */
  public record Problem(Reason reason, String message, boolean ofSource) {}

  private static void ready(Conditions conditions, Evaluation evaluation) {
    if (evaluation.recommendations().isEmpty() && evaluation.failures().isEmpty()) {
      conditions.set(Conditions.READY, true, Reason.NO_WORKLOADS);
    } else if (!evaluation.failures().isEmpty()) {
      String which =
          evaluation.failures().stream()
              .limit(NAMED)
              .map(f -> f.ref() + " (" + f.message() + ")")
              .collect(Collectors.joining("; "));
      conditions.set(
          Conditions.READY,
          Status.True,
          Reason.WORKLOAD_FAILED,
          evaluation.failures().size()
              + " workloads could not be evaluated (the others were): "
              + which);
    } else {
      conditions.set(
          Conditions.READY,
          Status.True,
          Reason.EVALUATED,
          Reason.EVALUATED.sentence() + unknown(evaluation.unknownKinds()));
    }
  }

  private static String unknown(Set<WorkloadKind> kinds) {
    return kinds.isEmpty()
        ? ""
        : " The cluster does not serve "
            + kinds.stream().map(WorkloadKind::kind).sorted().collect(Collectors.joining(", "))
            + ".";
  }

  private void usage(Conditions conditions, Evaluation evaluation) {
    if (!evaluation.missing().isEmpty()) {
      String metrics =
          evaluation.missing().stream().map(metric).sorted().collect(Collectors.joining(" and "));
      conditions.set(
          Conditions.USAGE_AVAILABLE,
          Status.False,
          Reason.USAGE_MISSING,
          evaluation.absences().isEmpty()
              ? "Prometheus has no series of "
                  + metrics
                  + " for these namespaces; check that it scrapes cAdvisor and that"
                  + " spec.prometheus.matchers and the tenant are right."
              : without(evaluation));
      return;
    }
    long lacking =
        evaluation.recommendations().stream().filter(r -> r.problem() != Reason.EVALUATED).count();
    conditions.set(
        Conditions.USAGE_AVAILABLE,
        Status.True,
        Reason.USAGE_AVAILABLE,
        lacking == 0
            ? Reason.USAGE_AVAILABLE.sentence()
            : (lacking
                    + " workloads have too little usage yet; see their Recommendations.\n"
                    + without(evaluation))
                .strip());
  }

  /** The namespaces without usage, a line each, as far as a message holds them. */
  private String without(Evaluation evaluation) {
    List<String> lines = new AbsenceText(metric).lines(evaluation.absences());
    String named = lines.stream().limit(NAMED).collect(Collectors.joining("\n"));
    return lines.size() <= NAMED ? named : named + "\nand " + (lines.size() - NAMED) + " more";
  }

  /** Set only if other clusters are or were found. */
  private static void clusters(Conditions conditions, OtherClusters clusters) {
    if (!clusters.isEmpty()) {
      conditions.set(
          Conditions.ONE_CLUSTER,
          Status.False,
          clusters.held().isEmpty() ? Reason.OTHER_CLUSTERS : Reason.CLUSTERS_MIXED,
          clusters.message() + ".");
    } else if (conditions.has(Conditions.ONE_CLUSTER)) {
      conditions.set(Conditions.ONE_CLUSTER, true, Reason.ONE_CLUSTER);
    }
  }

  private static void conflict(Conditions conditions, List<PolicyConflict> contested) {
    if (contested.isEmpty()) {
      conditions.set(Conditions.CONFLICTED, false, Reason.NO_CONFLICT);
      return;
    }
    Map<String, List<PolicyConflict>> byKeeper =
        contested.stream().collect(Collectors.groupingBy(PolicyConflict::keeper));
    String message =
        byKeeper.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                e ->
                    "policy "
                        + e.getKey()
                        + " is older and keeps "
                        + e.getValue().size()
                        + " workloads, such as "
                        + e.getValue().get(0).workload())
            .collect(Collectors.joining("; "));
    conditions.set(Conditions.CONFLICTED, Status.True, Reason.SELECTED_BY_OLDER_POLICY, message);
  }

  private static SavingsTotal savings(Savings savings) {
    SavingsTotal total = new SavingsTotal();
    total.setMonthly(savings.monthly().amount());
    total.setCurrency(savings.monthly().currency());
    total.setCpu(savings.cpu().toUsage());
    total.setMemory(savings.memory().toUsage());
    return total;
  }
}
