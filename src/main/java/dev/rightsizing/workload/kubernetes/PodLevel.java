// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerLimits;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pod asks for beside its containers.
 *
 * @param sizes {@code spec.resources}, as the API server has completed it
 * @param overhead {@code spec.overhead}, which a RuntimeClass sets
 */
record PodLevel(Map<Resource, Size> sizes, Map<Resource, Amount> overhead) {

  PodLevel {
    sizes = Map.copyOf(sizes);
    overhead = Map.copyOf(overhead);
  }

  static PodLevel of(PodSpec pod) {
    return new PodLevel(
        TemplateContainers.sizes(pod.getResources()), Quantities.amounts(pod.getOverhead()));
  }

  /**
   * The shape of a workload's pods.
   *
   * @param living the level of its newest pod; empty if none lives
   * @param containers with their current sizes
   * @param limits of LimitRanges about pods
   */
  static PodShape shape(
      Map<Resource, Size> declared,
      Optional<PodLevel> living,
      List<ContainerSpec> containers,
      Map<Resource, ContainerLimits> limits) {
    return new PodShape(
        declared,
        declared.isEmpty() ? Map.of() : current(declared, living, containers),
        living.map(PodLevel::overhead).orElse(Map.of()),
        limits);
  }

  /** Pods of another revision may say nothing at their own level. */
  private static Map<Resource, Size> current(
      Map<Resource, Size> declared, Optional<PodLevel> living, List<ContainerSpec> containers) {
    return living
        .map(PodLevel::sizes)
        .filter(sizes -> !sizes.isEmpty())
        .orElseGet(() -> completed(declared, containers));
  }

  /**
   * As the API server completes a pod: a request that is absent beside a limit is what the
   * containers ask for together, or the limit where none asks for anything.
   */
  private static Map<Resource, Size> completed(
      Map<Resource, Size> declared, List<ContainerSpec> containers) {
    Map<Resource, Size> completed = new EnumMap<>(Resource.class);
    declared.forEach(
        (resource, size) ->
            completed.put(
                resource,
                new Size(
                    size.request().or(() -> asked(resource, containers)).or(size::limit),
                    size.limit())));
    return completed;
  }

  /** By the scheduler's rule. */
  private static Optional<Amount> asked(Resource resource, List<ContainerSpec> containers) {
    if (containers.stream().allMatch(c -> c.current(resource).request().isEmpty())) {
      return Optional.empty();
    }
    Amount sidecars = Amount.zero(resource);
    Amount running = Amount.zero(resource);
    Amount most = Amount.zero(resource);
    for (ContainerSpec container : containers) {
      Amount asks = container.current(resource).request().orElse(Amount.zero(resource));
      if (container.role() == ContainerRole.MAIN) {
        running = running.plus(asks);
      } else if (container.role() == ContainerRole.SIDECAR) {
        sidecars = sidecars.plus(asks);
      } else {
        most = most.max(sidecars.plus(asks));
      }
    }
    return Optional.of(running.plus(sidecars).max(most));
  }
}
