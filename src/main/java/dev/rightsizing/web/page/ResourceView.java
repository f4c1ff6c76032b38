// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.page;

import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RunningSize;
import dev.rightsizing.api.v1alpha1.recommendation.UsageFigures;
import dev.rightsizing.model.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One resource of one container, as the template shows it.
 *
 * @param title CPU or Memory
 * @param tone how the verdict is coloured
 * @param notes what differs in template and pods, and what an autoscaler holds back
 * @param share P95 usage in percent of the request; empty when that is unknown
 */
public record ResourceView(
    String title,
    String verdict,
    String tone,
    Change request,
    Change limit,
    String mean,
    String p95,
    String peak,
    String share,
    List<String> notes,
    String explanation,
    Optional<SizeBar> bar) {
  private static final String UNKNOWN = "\u2013";
  private static final String NONE = "none";

  /** What is and what should be. */
  public record Change(String now, String then) {

    /** Whether both are the same. */
    public boolean stays() {
      return now.equals(then);
    }
  }

  static Optional<ResourceView> of(Resource resource, ResourceRecommendation of) {
    if (of == null) {
      return Optional.empty();
    }
    UsageFigures usage = Objects.requireNonNullElseGet(of.getUsage(), UsageFigures::new);
    String verdict = of.getVerdict() == null ? UNKNOWN : of.getVerdict().name();
    return Optional.of(
        new ResourceView(
            resource == Resource.CPU ? "CPU" : "Memory",
            verdict,
            tone(verdict),
            change(of, RequestAndLimit::getRequest),
            change(of, RequestAndLimit::getLimit),
            Objects.requireNonNullElse(usage.getMean(), UNKNOWN),
            Objects.requireNonNullElse(usage.getP95(), UNKNOWN),
            Objects.requireNonNullElse(usage.getMax(), UNKNOWN),
            of.getUtilization() == null || of.getUtilization().getOfRequestPercent() == null
                ? ""
                : of.getUtilization().getOfRequestPercent() + " %",
            notes(of),
            Objects.requireNonNullElse(of.getExplanation(), ""),
            SizeBar.of(resource, of)));
  }

  private static String tone(String verdict) {
    return switch (verdict) {
      case "OverProvisioned", "Reducible" -> "good";
      case "UnderProvisioned", "NoRequest" -> "warning";
      case "Unschedulable", "NotAdmitted" -> "critical";
      case "RightSized" -> "calm";
      default -> "unknown";
    };
  }

  private static Change change(ResourceRecommendation of, Function<RequestAndLimit, String> part) {
    return new Change(part(of.getCurrent(), part), part(of.getRecommended(), part));
  }

  private static String part(RequestAndLimit size, Function<RequestAndLimit, String> part) {
    return size == null || part.apply(size) == null ? NONE : part.apply(size);
  }

  private static List<String> notes(ResourceRecommendation of) {
    List<String> notes = new ArrayList<>();
    if (of.getTemplate() != null) {
      notes.add("The template has " + size(of.getTemplate()) + ", which a patch would replace.");
    }
    for (RunningSize size : Objects.requireNonNullElse(of.getRunning(), List.<RunningSize>of())) {
      notes.add(size(size) + " in " + size.getPods() + (size.getPods() == 1 ? " pod." : " pods."));
    }
    if (of.getOtherwise() != null) {
      notes.add("By usage alone: " + size(of.getOtherwise()) + ".");
    }
    return notes;
  }

  private static String size(RequestAndLimit size) {
    return "request "
        + part(size, RequestAndLimit::getRequest)
        + ", limit "
        + part(size, RequestAndLimit::getLimit);
  }
}
