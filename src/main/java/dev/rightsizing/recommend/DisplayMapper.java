// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.recommend;

import dev.rightsizing.api.v1alpha1.recommendation.RecommendationDisplay;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.WorkloadRecommendation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes the text of the columns that kubectl shows. */
final class DisplayMapper {

  RecommendationDisplay display(WorkloadRecommendation recommendation) {
    RecommendationDisplay display = new RecommendationDisplay();
    display.setTarget(recommendation.workload().title());
    display.setCpu(change(recommendation.containers(), Resource.CPU));
    display.setMemory(change(recommendation.containers(), Resource.MEMORY));
    display.setSaving(recommendation.savings().monthly().toString());
    display.setVerdicts(verdicts(recommendation.containers()));
    return display;
  }

  /** Requests of what runs all the time, of one pod: {@code 1->219m}. */
  private static String change(List<ContainerSizing> containers, Resource resource) {
    String now = total(containers, resource, c -> c.of(resource).current());
    String then = total(containers, resource, c -> c.of(resource).recommended());
    return now.equals(then) ? now : now + "->" + then;
  }

  private static String total(
      List<ContainerSizing> containers, Resource resource, Function<ContainerSizing, Size> size) {
    Optional<Amount> ofPod =
        containers.stream()
            .filter(c -> c.container().role() == ContainerRole.POD)
            .findFirst()
            .flatMap(c -> size.apply(c).request());
    if (ofPod.isPresent()) {
      return ofPod.get().toQuantity();
    }
    return containers.stream()
        .filter(c -> c.container().role() != ContainerRole.INIT)
        .map(size)
        .map(Size::request)
        .flatMap(Optional::stream)
        .reduce(Amount::plus)
        .map(Amount::toQuantity)
        .orElse("none");
  }

  private static String verdicts(List<ContainerSizing> containers) {
    return containers.stream()
        .map(
            c ->
                c.container().name()
                    + ": cpu "
                    + c.cpu().verdict().text()
                    + ", memory "
                    + c.memory().verdict().text())
        .collect(Collectors.joining("; "));
  }
}
