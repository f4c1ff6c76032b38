// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a pod asks for as a whole, by the scheduler's rule ({@code PodRequests} in
 * k8s.io/component-helpers/resource): what runs together, or the greatest init container with the
 * sidecars before it; in their place what it says at pod level; and the overhead.
 *
 * @param requested a resource that it asks nothing of is absent
 * @param inits containers that run to their end before the others start
 */
public record PodAsk(Map<Resource, Amount> requested, Set<String> inits) {
  private static final String ALWAYS = "Always";

  public PodAsk {
    requested = Map.copyOf(requested);
    inits = Set.copyOf(inits);
  }

  /**
   * Of one pod.
   *
   * @param counted by container, what the scheduler counts
   */
  public static PodAsk of(PodSpec pod, Map<String, Map<Resource, Size>> counted) {
    Set<String> inits = new HashSet<>();
    pod.getInitContainers().stream()
        .filter(c -> !ALWAYS.equals(c.getRestartPolicy()))
        .forEach(c -> inits.add(c.getName()));
    PodLevel level = PodLevel.of(pod);
    Map<Resource, Amount> requested = new EnumMap<>(Resource.class);
    for (Resource resource : Resource.values()) {
      Amount containers = containers(pod, counted, inits, resource);
      Amount whole = level.sizes().getOrDefault(resource, Size.NONE).request().orElse(containers);
      Amount asks = whole.plus(level.overhead().getOrDefault(resource, Amount.zero(resource)));
      if (!asks.isZero()) {
        requested.put(resource, asks);
      }
    }
    return new PodAsk(requested, inits);
  }

  private static Amount containers(
      PodSpec pod, Map<String, Map<Resource, Size>> counted, Set<String> inits, Resource resource) {
    Amount sidecars = Amount.zero(resource);
    Amount most = Amount.zero(resource);
    for (Container container : pod.getInitContainers()) {
      Amount asks = asks(counted, container, resource);
      if (inits.contains(container.getName())) {
        most = most.max(sidecars.plus(asks));
      } else {
        sidecars = sidecars.plus(asks);
      }
    }
    Amount running = sidecars;
    for (Container container : pod.getContainers()) {
      running = running.plus(asks(counted, container, resource));
    }
    return running.max(most);
  }

  private static Amount asks(
      Map<String, Map<Resource, Size>> counted, Container container, Resource resource) {
    return Optional.ofNullable(counted.get(container.getName()))
        .flatMap(sizes -> sizes.getOrDefault(resource, Size.NONE).request())
        .orElse(Amount.zero(resource));
  }
}
