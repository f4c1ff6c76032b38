// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Containers that pods have and their template has not: a webhook put them in. Those that run to
 * their end before the others start are passed over, as they ask for nothing beside them.
 */
final class InjectedContainers {

  private InjectedContainers() {}

  /** By name, what each asks for, of the newest pod that has not ended. */
  static Map<String, Map<Resource, Amount>> of(List<ContainerSpec> template, List<PodRecord> pods) {
    Optional<PodRecord> newest =
        pods.stream().filter(pod -> !pod.ended()).max(Comparator.comparing(PodRecord::created));
    return newest.map(pod -> of(names(template), pod)).orElse(Map.of());
  }

  /** Of one pod; a container that asks for nothing is there with nothing. */
  static Map<String, Map<Resource, Amount>> of(Set<String> template, PodRecord pod) {
    Map<String, Map<Resource, Amount>> injected = new HashMap<>();
    pod.sizes()
        .forEach(
            (name, sizes) -> {
              if (!template.contains(name) && !pod.asks().inits().contains(name)) {
                Map<Resource, Amount> asks = new EnumMap<>(Resource.class);
                sizes.forEach(
                    (resource, size) -> size.request().ifPresent(r -> asks.put(resource, r)));
                injected.put(name, Map.copyOf(asks));
              }
            });
    return injected;
  }

  static Set<String> names(List<ContainerSpec> template) {
    return template.stream().map(ContainerSpec::name).collect(Collectors.toSet());
  }
}
