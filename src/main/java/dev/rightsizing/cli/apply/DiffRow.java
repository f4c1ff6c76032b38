// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.apply;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.RequestAndLimit;
import dev.rightsizing.api.v1alpha1.recommendation.ResourceRecommendation;
import dev.rightsizing.api.v1alpha1.recommendation.apply.FlightStatus;
import dev.rightsizing.api.v1alpha1.recommendation.apply.StepQuantities;
import dev.rightsizing.api.v1alpha1.recommendation.apply.StepSize;
import dev.rightsizing.api.v1alpha1.recommendation.apply.WorkloadApplyStatus;
import dev.rightsizing.cli.terminal.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A quantity that differs from what is recommended; absent where there is none.
 *
 * @param target {@code Deployment/checkout}
 * @param container its name; {@code (pod)} for resources of the pod as a whole
 * @param resource {@code cpu} or {@code memory}
 * @param field {@code request} or {@code limit}
 * @param running what pods have
 * @param next what the step that is allowed now, or under way, makes of it; absent where it stays
 * @param goal what is recommended
 * @param state of the change; absent where nothing is applied
 * @param reason of the state
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "namespace",
  "target",
  "container",
  "resource",
  "field",
  "running",
  "next",
  "goal",
  "state",
  "reason"
})
record DiffRow(
    String namespace,
    String target,
    String container,
    String resource,
    String field,
    String running,
    String next,
    String goal,
    String state,
    String reason) {

  static final List<String> HEADERS =
      List.of("NAMESPACE", "TARGET", "CONTAINER", "SIZE", "RUNS", "NEXT", "GOAL", "STATE");

  private static final String NONE = "none";
  private static final String POD = "(pod)";

  /** Everything of a Recommendation that differs; empty before it is computed. */
  static List<DiffRow> of(Recommendation found) {
    RecommendationStatus status = found.getStatus();
    if (status == null) {
      return List.of();
    }
    List<DiffRow> rows = new ArrayList<>();
    if (status.getContainers() != null) {
      for (ContainerRecommendation container : status.getContainers()) {
        add(rows, found, container.getName(), "cpu", container.getCpu());
        add(rows, found, container.getName(), "memory", container.getMemory());
      }
    }
    if (status.getPod() != null) {
      add(rows, found, POD, "cpu", status.getPod().getCpu());
      add(rows, found, POD, "memory", status.getPod().getMemory());
    }
    return rows;
  }

  private static void add(
      List<DiffRow> rows,
      Recommendation found,
      String container,
      String resource,
      ResourceRecommendation size) {
    if (size == null) {
      return;
    }
    Optional<StepQuantities> step = step(found.getStatus().getApply(), container, resource);
    add(
        rows,
        row(found, container, resource, "request"),
        quantities(size, RequestAndLimit::getRequest, step.map(s -> text(s.getRequest()))));
    add(
        rows,
        row(found, container, resource, "limit"),
        quantities(size, RequestAndLimit::getLimit, step.map(s -> text(s.getLimit()))));
  }

  /** From what runs by the next step to the goal. */
  private record Quantities(String running, String next, String goal) {}

  private static Quantities quantities(
      ResourceRecommendation size, Function<RequestAndLimit, String> part, Optional<String> next) {
    String running = size.getCurrent() == null ? NONE : text(part.apply(size.getCurrent()));
    String goal = size.getRecommended() == null ? running : text(part.apply(size.getRecommended()));
    return new Quantities(running, next.filter(n -> !n.equals(running)).orElse(null), goal);
  }

  private static void add(List<DiffRow> rows, DiffRow place, Quantities sizes) {
    if (!sizes.running().equals(sizes.goal())) {
      rows.add(
          new DiffRow(
              place.namespace,
              place.target,
              place.container,
              place.resource,
              place.field,
              sizes.running(),
              sizes.next(),
              sizes.goal(),
              place.state,
              place.reason));
    }
  }

  private static DiffRow row(
      Recommendation found, String container, String resource, String field) {
    WorkloadApplyStatus apply = found.getStatus().getApply();
    boolean applies = apply != null && apply.getState() != null;
    return new DiffRow(
        found.getMetadata().getNamespace(),
        Target.of(found),
        container,
        resource,
        field,
        null,
        null,
        null,
        applies ? apply.getState().name() : null,
        applies ? apply.getReason() : null);
  }

  private static Optional<StepQuantities> step(
      WorkloadApplyStatus apply, String container, String resource) {
    return steps(apply).stream()
        .filter(step -> step.getName().equals(container))
        .findFirst()
        .map(step -> resource.equals("cpu") ? step.getCpu() : step.getMemory());
  }

  private static List<StepSize> steps(WorkloadApplyStatus apply) {
    if (apply == null) {
      return List.of();
    }
    FlightStatus flight = apply.getFlight();
    List<StepSize> steps =
        flight != null && flight.getPhase() != FlightStatus.Phase.Undoing
            ? flight.getSizes()
            : apply.getNext();
    return Objects.requireNonNullElse(steps, List.of());
  }

  private static String text(String quantity) {
    return Objects.requireNonNullElse(quantity, NONE);
  }

  /** The fields of its line. */
  List<Cell> cells() {
    String how = state == null ? "-" : state + (reason == null ? "" : " (" + reason + ")");
    return List.of(
        Cell.of(namespace),
        Cell.of(target),
        Cell.of(container),
        Cell.of(resource + " " + field),
        Cell.of(running),
        Cell.of(next == null ? "-" : next),
        Cell.of(goal),
        Cell.of(how));
  }
}
