// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Map;

/**
 * What a pod asks for beside its containers.
 *
 * @param declared the template's pod-level {@code spec.resources}, by resource; a resource with
 *     neither request nor limit is absent
 * @param current the same of the pods that run
 * @param overhead what the RuntimeClass adds to each pod ({@code spec.overhead}), in cores or bytes
 * @param limits what the namespace's LimitRanges of type Pod allow, by resource
 */
public record PodShape(
    Map<Resource, Size> declared,
    Map<Resource, Size> current,
    Map<Resource, Amount> overhead,
    Map<Resource, ContainerLimits> limits) {

  /** Nothing beside the containers. */
  public static final PodShape PLAIN = new PodShape(Map.of(), Map.of(), Map.of());

  /** Where no LimitRange is about pods. */
  public PodShape(
      Map<Resource, Size> declared, Map<Resource, Size> current, Map<Resource, Amount> overhead) {
    this(declared, current, overhead, Map.of());
  }

  public PodShape {
    declared = Map.copyOf(declared);
    current = Map.copyOf(current);
    overhead = Map.copyOf(overhead);
    limits = Map.copyOf(limits);
  }

  /** Whether pods say at their own level what they ask for; then no container needs to. */
  public boolean isSized() {
    return !declared.isEmpty() || !current.isEmpty();
  }

  public ContainerLimits limits(Resource resource) {
    return limits.getOrDefault(resource, ContainerLimits.NONE);
  }

  public Size declared(Resource resource) {
    return declared.getOrDefault(resource, Size.NONE);
  }

  public Size current(Resource resource) {
    return current.getOrDefault(resource, Size.NONE);
  }

  public Amount overhead(Resource resource) {
    return overhead.getOrDefault(resource, Amount.zero(resource));
  }
}
