// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.cli.listing;

import dev.rightsizing.api.v1alpha1.Recommendation;
import dev.rightsizing.api.v1alpha1.RecommendationStatus;
import dev.rightsizing.api.v1alpha1.recommendation.ContainerRecommendation;
import dev.rightsizing.cli.terminal.Cell;
import dev.rightsizing.model.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A container as "top" shows it: how risky it is now, and what it used over the window against what
 * it has.
 *
 * @param target {@code Deployment/checkout}
 */
record TopRow(
    String namespace, String target, String container, ContainerRisk risk, Use cpu, Use memory) {

  static final List<String> HEADERS =
      List.of(
          "NAMESPACE",
          "TARGET",
          "CONTAINER",
          "RISK",
          "SINCE",
          "LEFT",
          "CPU P95",
          "REQUEST",
          "%REQ",
          "LIMIT",
          "%LIM",
          "MEM PEAK",
          "REQUEST",
          "%REQ",
          "LIMIT",
          "%LIM",
          "WHY");

  /** Those of a Recommendation; none while it has no figures. */
  static List<TopRow> of(Recommendation found) {
    RecommendationStatus status = found.getStatus();
    if (status == null || status.getContainers() == null) {
      return List.of();
    }
    return status.getContainers().stream().map(one -> of(found, one)).toList();
  }

  private static TopRow of(Recommendation found, ContainerRecommendation container) {
    return new TopRow(
        found.getMetadata().getNamespace(),
        found.getSpec().getTarget().getKind() + "/" + found.getSpec().getTarget().getName(),
        container.getName(),
        ContainerRisk.of(found.getStatus().getRisk(), container.getName()),
        Use.of(Resource.CPU, container.getCpu()),
        Use.of(Resource.MEMORY, container.getMemory()));
  }

  /** The fields of its line. */
  List<Cell> cells(Instant now) {
    List<Cell> cells =
        new ArrayList<>(
            List.of(
                Cell.of(namespace),
                Cell.of(target),
                Cell.of(container),
                RiskColumn.cell(risk.level()),
                Cell.of(Age.of(risk.since(), now)),
                risk.leftCell()));
    Stream.of(cpu, memory).map(Use::cells).forEach(cells::addAll);
    cells.add(Cell.of(risk.why()));
    return cells;
  }
}
