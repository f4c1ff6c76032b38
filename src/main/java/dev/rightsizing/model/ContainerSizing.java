// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** The outcome for one container. */
public record ContainerSizing(ContainerSpec container, ResourceSizing cpu, ResourceSizing memory) {

  public ResourceSizing of(Resource resource) {
    return resource == Resource.CPU ? cpu : memory;
  }

  /** With another outcome for the resource that it is about. */
  public ContainerSizing with(ResourceSizing other) {
    return other.resource() == Resource.CPU
        ? new ContainerSizing(container, other, memory)
        : new ContainerSizing(container, cpu, other);
  }
}
