// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.PodShape;
import dev.rightsizing.model.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a pod asks for as a whole, by the scheduler's rule (k8s.io/component-helpers/resource): what
 * its own level says, else what runs together (ordinary containers and native sidecars), or the
 * greatest init container with the sidecars before it, if that is more.
 *
 * @param amount cores or bytes
 * @param dominating the init container that decides; absent when the running containers do
 */
public record PodTotal(Amount amount, Optional<String> dominating) {

  /**
   * The total of one resource, without the pod's overhead.
   *
   * @param of the request or the limit of a container, now or recommended; absent counts as none
   */
  public static PodTotal of(
      List<ContainerSizing> containers,
      Resource resource,
      Function<ContainerSizing, Optional<Amount>> of) {
    return level(containers)
        .flatMap(of)
        .map(amount -> new PodTotal(amount, Optional.empty()))
        .orElseGet(() -> ofContainers(containers, resource, of));
  }

  /** What the containers ask for together, whatever the pod's own level says. */
  public static PodTotal ofContainers(
      List<ContainerSizing> containers,
      Resource resource,
      Function<ContainerSizing, Optional<Amount>> of) {
    Amount running = Amount.zero(resource);
    Amount sidecars = Amount.zero(resource);
    Amount most = Amount.zero(resource);
    Optional<String> dominating = Optional.empty();
    for (ContainerSizing container : inOrder(containers)) {
      Amount amount = of.apply(container).orElse(Amount.zero(resource));
      switch (container.container().role()) {
        case MAIN -> running = running.plus(amount);
        case SIDECAR -> {
          running = running.plus(amount);
          sidecars = sidecars.plus(amount);
        }
        case INIT -> {
          if (amount.plus(sidecars).compareTo(most) > 0) {
            most = amount.plus(sidecars);
            dominating = Optional.of(container.container().name());
          }
        }
        case POD -> {
          // It is no part of what the containers ask for.
        }
      }
    }
    return running.compareTo(most) >= 0
        ? new PodTotal(running, Optional.empty())
        : new PodTotal(most, dominating);
  }

  /** The pod's own level among sizes, if it has one. */
  public static Optional<ContainerSizing> level(List<ContainerSizing> containers) {
    return containers.stream().filter(c -> c.container().role() == ContainerRole.POD).findFirst();
  }

  /**
   * What a node or a quota has to have for it: with what the RuntimeClass adds, which is added to
   * limits only where there is one, as the scheduler does.
   */
  public Amount withOverhead(PodShape pod, boolean ofLimits) {
    return ofLimits && amount.isZero() ? amount : amount.plus(pod.overhead(amount.resource()));
  }

  /** Init containers and sidecars come in the order of their list, before the ordinary ones. */
  private static List<ContainerSizing> inOrder(List<ContainerSizing> containers) {
    return containers.stream()
        .sorted(
            Comparator.comparing((ContainerSizing c) -> c.container().role() == ContainerRole.MAIN)
                .thenComparing(c -> c.container().index()))
        .toList();
  }
}
