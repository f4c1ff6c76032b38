// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.Evidence;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;

/** A Recommendation as text: each number with where it comes from. */
final class Explanation {
  private final PrintWriter out;

  Explanation(PrintWriter out) {
    this.out = out;
  }

  void print(Recommendation recommendation) {
    var target = recommendation.getSpec().getTarget();
    RecommendationStatus status = recommendation.getStatus();
    out.printf(
        "%s/%s in %s, policy %s, decision %s%n",
        target.getKind(),
        target.getName(),
        recommendation.getMetadata().getNamespace(),
        recommendation.getSpec().getPolicy(),
        recommendation.getSpec().decisionOrPending());
    if (status == null) {
      out.println("  It is not computed yet.");
      out.flush();
      return;
    }
    for (ContainerRecommendation container : orEmpty(status.getContainers())) {
      out.printf("%ncontainer %s (%s)%n", container.getName(), container.getRole());
      resource("cpu", container.getCpu());
      resource("memory", container.getMemory());
    }
    figures(status);
    evidence(status.getEvidence());
    conditions(orEmpty(status.getConditions()));
    out.flush();
  }

  private void resource(String name, ResourceRecommendation resource) {
    if (resource == null) {
      return;
    }
    out.printf(
        "  %s: %s -> %s, %s%n",
        name, size(resource.getCurrent()), size(resource.getRecommended()), resource.getVerdict());
    if (resource.getUsage() != null) {
      out.printf(
          "    used: mean %s, P95 %s, peak %s%n",
          resource.getUsage().getMean(),
          resource.getUsage().getP95(),
          resource.getUsage().getMax());
    }
    out.printf("    %s%n", resource.getExplanation());
  }

  private static String size(RequestAndLimit size) {
    if (size == null) {
      return "none";
    }
    return "request "
        + Objects.requireNonNullElse(size.getRequest(), "none")
        + ", limit "
        + Objects.requireNonNullElse(size.getLimit(), "none");
  }

  private void figures(RecommendationStatus status) {
    out.println();
    if (status.getSavings() != null) {
      var savings = status.getSavings();
      out.printf(
          "savings: %s %s a month (%d %%) over %d replicas, %s CPU and %s memory; prices: %s%n",
          savings.getMonthly(),
          savings.getCurrency(),
          savings.getPercent(),
          status.getReplicas(),
          savings.getCpu(),
          savings.getMemory(),
          savings.getPriceSource());
    }
    if (status.getConfidence() != null) {
      var confidence = status.getConfidence();
      out.printf(
          "confidence: %s, %s of history, %d samples, %d %% of those expected%n",
          confidence.getLevel(),
          confidence.getHistory(),
          confidence.getSamples(),
          confidence.getCoveragePercent());
    }
    if (status.getQuota() != null && !status.getQuota().getFits()) {
      out.printf("quota: does not fit: %s%n", status.getQuota().getMessage());
    }
  }

  private void evidence(Evidence evidence) {
    if (evidence == null) {
      return;
    }
    out.printf(
        "evidence: %s from %s to %s every %s, pods by %s%n",
        evidence.getSource(),
        evidence.getFrom(),
        evidence.getTo(),
        evidence.getStep(),
        evidence.getAggregation());
    orEmpty(evidence.getQueries()).forEach(query -> out.printf("  %s%n", query));
  }

  private void conditions(List<Condition> conditions) {
    out.println("conditions:");
    for (Condition condition : conditions) {
      out.printf(
          "  %s=%s (%s) %s%n",
          condition.getType(),
          condition.getStatus(),
          condition.getReason(),
          condition.getMessage());
    }
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }
}
