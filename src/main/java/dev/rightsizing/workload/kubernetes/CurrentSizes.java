// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.SizeOrigin;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a container really runs with where its template says less than everything.
 *
 * <p>In the order in which Kubernetes fills in: the template; a request that is absent beside a
 * limit becomes the limit; then the LimitRange. What it filled in is read from a living pod, and
 * computed only where no pod lives.
 *
 * @param defaults of the namespace's LimitRanges
 */
record CurrentSizes(Map<Resource, Size> defaults) {

  /**
   * The container with its current sizes.
   *
   * @param living by container name, of the workload's newest pod; empty if none lives
   */
  ContainerSpec complete(ContainerSpec container, Map<String, Map<Resource, Size>> living) {
    Map<Resource, Size> current = new EnumMap<>(Resource.class);
    Map<Resource, SizeOrigin> origin = new EnumMap<>(Resource.class);
    Map<Resource, Size> filledIn = living.getOrDefault(container.name(), defaults);
    for (Resource resource : Resource.values()) {
      Size declared = container.declared(resource);
      Size other = filledIn.getOrDefault(resource, Size.NONE);
      Optional<Amount> request = declared.request().or(declared::limit).or(other::request);
      current.put(resource, new Size(request, declared.limit().or(other::limit)));
      origin.put(resource, origin(declared, request));
    }
    return new ContainerSpec(
        container.name(),
        container.role(),
        container.index(),
        current,
        origin,
        container.declared(),
        container.running(),
        container.shape());
  }

  private static SizeOrigin origin(Size declared, Optional<Amount> request) {
    if (declared.request().isPresent()) {
      return SizeOrigin.TEMPLATE;
    }
    if (declared.limit().isPresent()) {
      return SizeOrigin.LIMIT;
    }
    return request.isPresent() ? SizeOrigin.LIMIT_RANGE : SizeOrigin.NONE;
  }
}
