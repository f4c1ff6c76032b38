// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.pod;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.UsageSummary;
import dev.rightsizing.sizing.PodTotal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the containers of a pod use together. Each figure is added up by the scheduler's rule, as if
 * all containers were busiest at the same time: a sum of peaks is never under the peak of the sum.
 */
final class PodUsage {

  private PodUsage() {}

  /** Empty where the usage of no container is known. */
  static Optional<UsageSummary> of(List<ContainerSizing> containers, Resource resource) {
    List<UsageSummary> known =
        containers.stream().map(c -> c.of(resource).usage()).flatMap(Optional::stream).toList();
    if (known.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new UsageSummary(
            total(containers, resource, UsageSummary::statistic),
            total(containers, resource, UsageSummary::p95),
            total(containers, resource, UsageSummary::max),
            total(containers, resource, UsageSummary::mean),
            known.stream().mapToLong(UsageSummary::samples).min().orElseThrow(),
            known.stream().map(UsageSummary::from).max(Comparator.naturalOrder()).orElseThrow(),
            known.stream().map(UsageSummary::to).min(Comparator.naturalOrder()).orElseThrow(),
            known.get(0).step()));
  }

  private static Amount total(
      List<ContainerSizing> containers, Resource resource, Function<UsageSummary, Amount> figure) {
    return PodTotal.ofContainers(containers, resource, c -> c.of(resource).usage().map(figure))
        .amount();
  }
}
