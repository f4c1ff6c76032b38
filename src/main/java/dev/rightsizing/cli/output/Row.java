// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.output;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.model.Confidence;
import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Money;
import dev.rightsizing.model.OwningController;
import dev.rightsizing.model.PlainText;
import dev.rightsizing.model.PrometheusDuration;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRecommendation;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One container of a report, with the field names of a Recommendation.
 *
 * @param name of the container; {@code (pod)} for what the pod asks for at its own level
 * @param replicas that it asks for now
 * @param meanReplicas that the savings are counted for, where pods come and go
 * @param controller what owns the workload and would undo a patch of it
 * @param savings of this container over all replicas
 * @param confidence in the workload's figures
 */
@JsonPropertyOrder({
  "namespace",
  "target",
  "name",
  "role",
  "replicas",
  "meanReplicas",
  "controller",
  "cpu",
  "memory",
  "savings",
  "confidence"
})
public record Row(
    String namespace,
    Target target,
    String name,
    String role,
    int replicas,
    @JsonInclude(JsonInclude.Include.NON_NULL) String meanReplicas,
    @JsonInclude(JsonInclude.Include.NON_NULL) String controller,
    ResourceCell cpu,
    ResourceCell memory,
    ContainerSavings savings,
    Certainty confidence,
    @JsonIgnore Money saving,
    @JsonIgnore ContainerRef ref) {

  public Row {
    name = PlainText.line(name);
  }

  /** Money as a Recommendation writes it: two decimals, and the currency beside. */
  @JsonPropertyOrder({"monthly", "currency"})
  public record ContainerSavings(String monthly, String currency) {}

  /** How much evidence there is. */
  @JsonPropertyOrder({"level", "history", "samples", "coveragePercent"})
  public record Certainty(String level, String history, long samples, int coveragePercent) {}

  static Row of(WorkloadRecommendation recommendation, ContainerSizing sizing) {
    var ref = recommendation.workload().ref();
    Money monthly = recommendation.containerSavings().get(sizing.container().name()).monthly();
    return new Row(
        ref.namespace(),
        Target.of(recommendation.workload()),
        sizing.container().name(),
        role(sizing.container().role()),
        recommendation.workload().replicas(),
        recommendation.scaling().replicas().isMean()
            ? recommendation.scaling().replicas().text()
            : null,
        recommendation
            .workload()
            .management()
            .controller()
            .map(OwningController::toString)
            .orElse(null),
        ResourceCell.of(sizing, Resource.CPU),
        ResourceCell.of(sizing, Resource.MEMORY),
        new ContainerSavings(monthly.amount(), monthly.currency()),
        certainty(recommendation.confidence()),
        monthly,
        new ContainerRef(ref, sizing.container().name()));
  }

  /** {@code 2.4 (5 now)}, or {@code 5}. */
  String replicasText() {
    return meanReplicas == null
        ? Integer.toString(replicas)
        : meanReplicas + " (" + replicas + " now)";
  }

  private static String role(ContainerRole role) {
    return switch (role) {
      case MAIN -> "Main";
      case INIT -> "Init";
      case SIDECAR -> "Sidecar";
      case POD -> "Pod";
    };
  }

  private static Certainty certainty(Confidence confidence) {
    return new Certainty(
        confidence.level().text(),
        PrometheusDuration.format(confidence.history()),
        confidence.samples(),
        confidence.coveragePercent());
  }

  /** Where pods differ from the template, for people. */
  String drift() {
    return Stream.of(cpu.drift(), memory.drift())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
