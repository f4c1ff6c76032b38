// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend.explanation;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.AutoscalerAdvice;
import dev.rightsizing.api.v1alpha1.recommendation.Confidence;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.DroppedSamples;
import dev.rightsizing.api.v1alpha1.recommendation.Evidence;
import dev.rightsizing.api.v1alpha1.recommendation.PodRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.QuotaFit;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RunningSize;
import dev.rightsizing.api.v1alpha1.recommendation.Savings;
import dev.rightsizing.api.v1alpha1.recommendation.UsageFigures;
import dev.rightsizing.api.v1alpha1.recommendation.Utilization;
import dev.rightsizing.api.v1alpha1.recommendation.apply.ChangeRecord;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.api.v1alpha1.recommendation.proposal.Owner;
import dev.rightsizing.api.v1alpha1.recommendation.proposal.WorkloadProposalStatus;
import dev.rightsizing.model.PlainText;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A Recommendation as text: each number with where it comes from. */
public final class Explanation {
  private final PrintWriter out;

  /**
   * @param out left open
   */
  public Explanation(PrintWriter out) {
    this.out = out;
  }

  /** Prints it, each text from the cluster as one harmless line. */
  public void print(Recommendation recommendation) {
    var target = recommendation.getSpec().getTarget();
    RecommendationStatus status = recommendation.getStatus();
    print(
        "%s/%s in namespace %s, policy %s, decision %s%n",
        target.getKind(),
        target.getName(),
        recommendation.getMetadata().getNamespace(),
        recommendation.getSpec().getPolicy(),
        recommendation.getSpec().decisionOrPending());
    if (status == null) {
      out.println("Not computed yet; see the policy's conditions.");
      out.flush();
      return;
    }
    line("computed at", status.getComputedAt());
    for (ContainerRecommendation container : orEmpty(status.getContainers())) {
      print("%ncontainer %s (%s)%n", container.getName(), container.getRole());
      resource("cpu", container.getCpu());
      resource("memory", container.getMemory());
    }
    pod(status.getPod());
    out.println();
    if (status.getDrift() != null) {
      line("drift", status.getDrift().getMessage());
    }
    savings(status.getSavings(), status.getReplicas());
    orEmpty(status.getAutoscalers()).forEach(this::autoscaler);
    orEmpty(status.getOtherScaling()).forEach(text -> line("autoscaler", text));
    line("controller", status.getController());
    owner(status.getOwner());
    proposal(status.getProposal());
    apply(status.getApply());
    confidence(status.getConfidence());
    quota(status.getQuota());
    evidence(status.getEvidence());
    conditions(orEmpty(status.getConditions()));
    out.flush();
  }

  private void owner(Owner owner) {
    if (owner != null) {
      String name = owner.getName() == null ? "" : " " + owner.getName();
      line("owner", owner.getManager() + name + " (" + owner.getEvidence() + ")");
    }
  }

  private void proposal(WorkloadProposalStatus proposal) {
    if (proposal != null) {
      String url = proposal.getUrl() == null ? "" : " " + proposal.getUrl();
      String file = proposal.getFile() == null ? "" : " (" + proposal.getFile() + ")";
      line("proposal", proposal.getState() + url + file + ": " + proposal.getMessage());
    }
  }

  private void apply(WorkloadApplyStatus apply) {
    if (apply == null) {
      return;
    }
    line("apply", ApplyText.state(apply));
    detail("since", apply.getSince());
    detail("next", emptyToNull(StepText.of(apply.getNext())));
    if (apply.getFlight() != null) {
      detail("under way", ApplyText.flight(apply.getFlight()));
    }
    if (apply.getInForce() != null) {
      detail(
          "in force",
          "pods have other sizes than the template since "
              + apply.getInForce().getSince()
              + ": "
              + StepText.of(apply.getInForce().getSizes()));
    }
    detail("waits to", apply.getNotBefore());
    orEmpty(apply.getVerdicts()).forEach(v -> detail("guard", ApplyText.verdict(v)));
    for (ChangeRecord change : orEmpty(apply.getHistory())) {
      detail(
          "history",
          "%s %s %s (%s, by %s)"
              .formatted(
                  change.getAt(),
                  change.getOutcome(),
                  ApplyText.change(change),
                  change.getReason(),
                  ApplyText.by(change)));
    }
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private void pod(PodRecommendation pod) {
    if (pod != null) {
      print("%npod as a whole (spec.resources)%n");
      resource("cpu", pod.getCpu());
      resource("memory", pod.getMemory());
    }
  }

  private void resource(String name, ResourceRecommendation resource) {
    if (resource == null) {
      return;
    }
    print("  %-6s  %s%n", name, resource.getVerdict());
    print("    request   %s%n", change(resource, RequestAndLimit::getRequest));
    print("    limit     %s%n", change(resource, RequestAndLimit::getLimit));
    if (resource.getOtherwise() != null) {
      print(
          "    otherwise request %s, limit %s%n",
          part(resource.getOtherwise(), RequestAndLimit::getRequest),
          part(resource.getOtherwise(), RequestAndLimit::getLimit));
    }
    drift(resource);
    UsageFigures usage = resource.getUsage();
    if (usage != null) {
      print(
          "    used      mean %s, P95 %s, peak %s%n",
          usage.getMean(), usage.getP95() + shares(resource.getUtilization()), usage.getMax());
    }
    if (resource.getExplanation() != null) {
      print("    because   %s%n", resource.getExplanation());
    }
  }

  /** What runs beside what the template says, which is what a patch would replace. */
  private void drift(ResourceRecommendation resource) {
    RequestAndLimit template = resource.getTemplate();
    if (template != null) {
      out.printf(
          "    template  request %s, limit %s%n",
          part(template, RequestAndLimit::getRequest), part(template, RequestAndLimit::getLimit));
    }
    for (RunningSize size : orEmpty(resource.getRunning())) {
      out.printf(
          "    running   request %s, limit %s in %d %s%n",
          part(size, RequestAndLimit::getRequest),
          part(size, RequestAndLimit::getLimit),
          size.getPods(),
          size.getPods() == 1 ? "pod" : "pods");
    }
  }

  private static String change(
      ResourceRecommendation resource, Function<RequestAndLimit, String> part) {
    String now = part(resource.getCurrent(), part);
    String then = part(resource.getRecommended(), part);
    return now.equals(then) ? now + " (stays)" : now + " -> " + then;
  }

  private static String part(RequestAndLimit size, Function<RequestAndLimit, String> part) {
    return size == null || part.apply(size) == null ? "none" : part.apply(size);
  }

  private static String shares(Utilization utilization) {
    if (utilization == null || utilization.getOfRequestPercent() == null) {
      return "";
    }
    return " (" + utilization.getOfRequestPercent() + " % of the request)";
  }

  private void savings(Savings savings, Integer replicas) {
    if (savings == null) {
      return;
    }
    print(
        "savings     %s %s a month (%s %%) over %s: %s CPU, %s memory; prices: %s%n",
        savings.getMonthly(),
        savings.getCurrency(),
        savings.getPercent(),
        replicas(savings, replicas),
        savings.getCpu(),
        savings.getMemory(),
        savings.getPriceSource());
  }

  private static String replicas(Savings savings, Integer now) {
    return savings.getReplicasOver() == null
        ? now + " replicas"
        : savings.getReplicas()
            + " replicas (mean of "
            + savings.getReplicasOver()
            + "; "
            + now
            + " now)";
  }

  private void autoscaler(AutoscalerAdvice advice) {
    print("autoscaler  %s: %s%n", advice.getDecision(), advice.getMessage());
  }

  private void confidence(Confidence confidence) {
    if (confidence == null) {
      return;
    }
    print(
        "confidence  %s: %s of history, %s samples, %s %% of those expected%n",
        confidence.getLevel(),
        confidence.getHistory(),
        confidence.getSamples(),
        confidence.getCoveragePercent());
  }

  private void quota(QuotaFit quota) {
    if (quota != null && quota.getFits() != null) {
      line("quota", quota.getFits() ? "fits" : "does not fit: " + quota.getMessage());
    }
  }

  private void evidence(Evidence evidence) {
    if (evidence == null) {
      return;
    }
    line("source", evidence.getSource());
    print(
        "window      %s to %s, every %s, pods combined by %s%n",
        evidence.getFrom(), evidence.getTo(), evidence.getStep(), evidence.getAggregation());
    orEmpty(evidence.getQueries()).forEach(query -> line("query", query));
    orEmpty(evidence.getMissing()).forEach(missing -> line("missing", missing));
    for (DroppedSamples dropped : orEmpty(evidence.getDropped())) {
      line(
          "left out",
          String.format(
              Locale.ROOT,
              "%d impossible %s samples of container %s, the largest %s at %s",
              dropped.getSamples(),
              dropped.getResource(),
              dropped.getContainer(),
              dropped.getGreatest(),
              dropped.getAt()));
    }
  }

  private void conditions(List<Condition> conditions) {
    if (conditions.isEmpty()) {
      return;
    }
    print("%nconditions%n");
    for (Condition condition : conditions) {
      print(
          "  %s=%s (%s) %s%n",
          condition.getType(),
          condition.getStatus(),
          condition.getReason(),
          condition.getMessage());
    }
  }

  /** Prints a format whose texts come from the cluster, each as one harmless line. */
  private void print(String format, Object... values) {
    Object[] plain =
        Arrays.stream(values).map(v -> v instanceof String s ? PlainText.line(s) : v).toArray();
    out.printf(format, plain);
  }

  private void line(String what, String value) {
    if (value != null) {
      print("%-11s %s%n", what, value);
    }
  }

  private void detail(String what, String value) {
    if (value != null) {
      print("  %-9s %s%n", what, value);
    }
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
