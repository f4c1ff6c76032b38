// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.Confidence;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.Evidence;
import dev.rightsizing.model.Resource;
import dev.rightsizing.recommend.explanation.Explanation;
import dev.rightsizing.web.data.RecommendationRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One Recommendation as its template shows it.
 *
 * @param left until memory reaches its limit
 * @param apply how far its change is; empty where nothing is applied
 * @param notes about quota, drift, autoscalers and the controller
 * @param explanation as the command line prints it
 * @param version of the figures, so that a decision is on what was shown
 */
public record DetailView(
    RecommendationRow row,
    String replicas,
    Optional<When> computed,
    Optional<When> since,
    Optional<String> left,
    String confidence,
    Optional<ApplyView> apply,
    List<Group> containers,
    List<String> notes,
    List<PatchView> patches,
    Optional<Source> evidence,
    List<Observation> conditions,
    String explanation,
    String version) {

  /** A container, or the pod as a whole. */
  public record Group(String name, String role, List<ResourceView> resources) {}

  /** What the figures were computed from. */
  public record Source(
      String source,
      String window,
      String aggregation,
      List<String> queries,
      List<String> missing) {}

  /** A condition. */
  public record Observation(
      String type, String status, String reason, String message, Optional<When> since) {}

  static DetailView of(Recommendation whole, Instant now) {
    RecommendationRow row = RecommendationRow.of(whole);
    RecommendationStatus status =
        Objects.requireNonNullElseGet(whole.getStatus(), RecommendationStatus::new);
    return new DetailView(
        row,
        status.getReplicas() == null ? "" : String.valueOf(status.getReplicas()),
        row.computedAt().map(at -> When.of(at, now)),
        row.risk().since().map(at -> When.of(at, now)),
        row.risk().minutesToLimit().map(minutes -> When.text(Duration.ofMinutes(minutes))),
        confidence(status.getConfidence()),
        ApplyView.of(status.getApply(), now),
        groups(status),
        notes(status),
        PatchView.of(whole),
        Optional.ofNullable(status.getEvidence()).map(DetailView::source),
        orEmpty(status.getConditions()).stream().map(c -> observation(c, now)).toList(),
        explanation(whole),
        version(whole));
  }

  /** Identifies the figures: a decision is refused when others have replaced them. */
  static String version(Recommendation whole) {
    return whole.getStatus() == null || whole.getStatus().getComputedAt() == null
        ? ""
        : whole.getStatus().getComputedAt();
  }

  private static String explanation(Recommendation whole) {
    StringWriter text = new StringWriter();
    new Explanation(new PrintWriter(text)).print(whole);
    return text.toString();
  }

  private static String confidence(Confidence confidence) {
    if (confidence == null || confidence.getLevel() == null) {
      return "";
    }
    return confidence.getLevel()
        + ": "
        + confidence.getHistory()
        + " of history, "
        + confidence.getSamples()
        + " samples, "
        + confidence.getCoveragePercent()
        + " % of those expected";
  }

  private static List<Group> groups(RecommendationStatus status) {
    List<Group> groups = new ArrayList<>();
    for (ContainerRecommendation one : orEmpty(status.getContainers())) {
      groups.add(
          new Group(
              Objects.requireNonNullElse(one.getName(), ""),
              one.getRole() == null ? "" : one.getRole().name(),
              resources(
                  ResourceView.of(Resource.CPU, one.getCpu()),
                  ResourceView.of(Resource.MEMORY, one.getMemory()))));
    }
    if (status.getPod() != null) {
      groups.add(
          new Group(
              "Pod as a whole",
              "spec.resources",
              resources(
                  ResourceView.of(Resource.CPU, status.getPod().getCpu()),
                  ResourceView.of(Resource.MEMORY, status.getPod().getMemory()))));
    }
    return groups;
  }

  private static List<ResourceView> resources(
      Optional<ResourceView> cpu, Optional<ResourceView> memory) {
    return Stream.of(cpu, memory).flatMap(Optional::stream).toList();
  }

  private static List<String> notes(RecommendationStatus status) {
    List<String> notes = new ArrayList<>();
    if (status.getQuota() != null && Boolean.FALSE.equals(status.getQuota().getFits())) {
      notes.add("Quota: " + status.getQuota().getMessage());
    }
    if (status.getDrift() != null && status.getDrift().getMessage() != null) {
      notes.add("Drift: " + status.getDrift().getMessage());
    }
    orEmpty(status.getAutoscalers()).stream()
        .filter(advice -> advice.getMessage() != null)
        .forEach(advice -> notes.add("Autoscaler: " + advice.getMessage()));
    orEmpty(status.getOtherScaling()).forEach(text -> notes.add("Autoscaler: " + text));
    if (status.getController() != null) {
      notes.add("Controller: " + status.getController() + " owns the workload.");
    }
    return notes;
  }

  private static Source source(Evidence evidence) {
    return new Source(
        Objects.requireNonNullElse(evidence.getSource(), ""),
        evidence.getFrom() + " to " + evidence.getTo() + ", every " + evidence.getStep(),
        String.valueOf(evidence.getAggregation()),
        orEmpty(evidence.getQueries()),
        orEmpty(evidence.getMissing()));
  }

  private static Observation observation(Condition condition, Instant now) {
    return new Observation(
        Objects.requireNonNullElse(condition.getType(), ""),
        condition.getStatus() == null ? "" : condition.getStatus().name(),
        Objects.requireNonNullElse(condition.getReason(), ""),
        Objects.requireNonNullElse(condition.getMessage(), ""),
        instant(condition.getLastTransitionTime()).map(at -> When.of(at, now)));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }
}
