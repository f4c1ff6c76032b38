// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.patch;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What changes in the resources of one container, or of the pod at its own level.
 *
 * @param requests new quantities by resource key; a null value takes one away
 * @param limits likewise
 */
record ContainerChange(
    ContainerSpec container, Map<String, String> requests, Map<String, String> limits) {

  /** The change; empty when the template says it already. */
  static Optional<ContainerChange> of(ContainerSizing sizing) {
    Map<String, String> requests = new LinkedHashMap<>();
    Map<String, String> limits = new LinkedHashMap<>();
    for (Resource resource : Resource.values()) {
      ResourceSizing sized = sizing.of(resource);
      if (!sized.verdict().keepsAll()
          && !sized.recommended().equals(sizing.container().template(resource))) {
        Size declared = sizing.container().declared(resource);
        put(requests, resource, declared.request(), sized.recommended().request());
        put(limits, resource, declared.limit(), sized.recommended().limit());
      } else if (sized.verdict().keepsAll() && !sized.keepsLimit()) {
        Size declared = sizing.container().declared(resource);
        put(limits, resource, declared.limit(), sized.recommended().limit());
      }
    }
    return requests.isEmpty() && limits.isEmpty()
        ? Optional.empty()
        : Optional.of(new ContainerChange(sizing.container(), requests, limits));
  }

  private static void put(
      Map<String, String> values,
      Resource resource,
      Optional<Amount> declared,
      Optional<Amount> wanted) {
    Optional<String> from = declared.map(Amount::toQuantity);
    Optional<String> to = wanted.map(Amount::toQuantity);
    if (!from.equals(to)) {
      values.put(resource.key(), to.orElse(null));
    }
  }
}
