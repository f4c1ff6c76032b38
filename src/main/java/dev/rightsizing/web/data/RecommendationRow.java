// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.web.data;

import dev.rightsizing.api.Condition;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationSpec;
import dev.rightsizing.api.v1alpha1.RecommendationSpec.Decision;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RecommendationDisplay;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.WorkloadReference;
import dev.rightsizing.model.PlainText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A Recommendation, reduced to what lists show of it: about 1 kB each.
 *
 * @param object its own namespace and name
 * @param kind of the workload
 * @param workload name of the workload
 * @param policy as namespace/name
 * @param cpu request of one pod now and recommended, such as {@code 1->219m}
 * @param verdicts of its containers, such as {@code OverProvisioned}
 * @param confidence level; empty when there is none
 * @param ready status of its condition Ready; empty when there is none
 * @param change how far its change is, where the policy applies
 * @param computedAt when its figures were computed
 * @param search lower-case text that a search looks in
 */
public record RecommendationRow(
    ObjectName object,
    String kind,
    String workload,
    String policy,
    Decision decision,
    String cpu,
    String memory,
    Set<String> verdicts,
    Saving saving,
    RiskState risk,
    String confidence,
    String ready,
    ChangeState change,
    Optional<Instant> computedAt,
    String search) {

  /** Names come from anybody who may write the object. */
  private static final int LONGEST = 253;

  /** A namespace and a name. */
  public record ObjectName(String namespace, String name) {}

  /** Reduces an object as the API server has it; what it lacks is empty. */
  public static RecommendationRow of(Recommendation whole) {
    RecommendationSpec spec =
        Objects.requireNonNullElseGet(whole.getSpec(), RecommendationSpec::new);
    WorkloadReference target =
        Objects.requireNonNullElseGet(spec.getTarget(), WorkloadReference::new);
    RecommendationStatus status =
        Objects.requireNonNullElseGet(whole.getStatus(), RecommendationStatus::new);
    RecommendationDisplay display =
        Objects.requireNonNullElseGet(status.getDisplay(), RecommendationDisplay::new);
    ObjectName object =
        new ObjectName(shared(whole.getMetadata().getNamespace()), whole.getMetadata().getName());
    String kind = shared(target.getKind());
    String workload = line(target.getName());
    String policy =
        shared(
            Objects.requireNonNullElse(spec.getPolicyNamespace(), object.namespace())
                + "/"
                + line(spec.getPolicy()));
    return new RecommendationRow(
        object,
        kind,
        workload,
        policy,
        spec.decisionOrPending(),
        change(display.getCpu()),
        change(display.getMemory()),
        verdicts(status.getContainers()),
        Saving.of(status.getSavings()),
        RiskState.of(status.getRisk()),
        status.getConfidence() == null || status.getConfidence().getLevel() == null
            ? ""
            : status.getConfidence().getLevel().name(),
        ready(status.getConditions()),
        ChangeState.of(status.getApply()),
        Lenient.instant(status.getComputedAt()),
        (object.namespace() + "/" + kind + "/" + workload + " " + policy).toLowerCase(Locale.ROOT));
  }

  private static String change(String text) {
    return shared(line(text).replace("->", " \u2192 "));
  }

  private static Set<String> verdicts(List<ContainerRecommendation> containers) {
    Set<String> verdicts = new TreeSet<>();
    if (containers != null) {
      containers.stream()
          .flatMap(container -> Stream.of(container.getCpu(), container.getMemory()))
          .filter(resource -> resource != null && resource.getVerdict() != null)
          .map(ResourceRecommendation::getVerdict)
          .forEach(verdict -> verdicts.add(verdict.name()));
    }
    return Set.copyOf(verdicts);
  }

  private static String ready(List<Condition> conditions) {
    return conditions == null
        ? ""
        : conditions.stream()
            .filter(c -> "Ready".equals(c.getType()) && c.getStatus() != null)
            .map(c -> c.getStatus().name())
            .findFirst()
            .orElse("");
  }

  /** Kind/name, as kubectl prints it. */
  public String target() {
    return kind + "/" + workload;
  }

  /** Of the page that shows the whole of it. */
  public String path() {
    return "/recommendations/" + object.namespace() + "/" + object.name();
  }

  private static String line(String text) {
    return PlainText.line(text, LONGEST);
  }

  private static String shared(String text) {
    return line(text).intern();
  }
}
