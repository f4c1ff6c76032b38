// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a pod asks for beside its containers.
 *
 * @param declared the template's pod-level {@code spec.resources}, by resource; a resource with
 *     neither request nor limit is absent
 * @param current the same of the pods that run
 * @param overhead what the RuntimeClass adds to each pod ({@code spec.overhead}), in cores or bytes
 * @param limits what the namespace's LimitRanges of type Pod allow, by resource
 * @param injected by name, what containers ask for that pods have and the template has not
 */
public record PodShape(
    Map<Resource, Size> declared,
    Map<Resource, Size> current,
    Map<Resource, Amount> overhead,
    Map<Resource, ContainerLimits> limits,
    Map<String, Map<Resource, Amount>> injected) {

  /** What stands for the name of a container where the pod's own level is meant. */
  public static final String LEVEL = "(pod)";

  /** Nothing beside the containers. */
  public static final PodShape PLAIN = new PodShape(Map.of(), Map.of(), Map.of());

  /** Where no LimitRange is about pods. */
  public PodShape(
      Map<Resource, Size> declared, Map<Resource, Size> current, Map<Resource, Amount> overhead) {
    this(declared, current, overhead, Map.of());
  }

  /** Where no container is injected. */
  public PodShape(
      Map<Resource, Size> declared,
      Map<Resource, Size> current,
      Map<Resource, Amount> overhead,
      Map<Resource, ContainerLimits> limits) {
    this(declared, current, overhead, limits, Map.of());
  }

  public PodShape {
    injected = Map.copyOf(injected);
    declared = Map.copyOf(declared);
    current = Map.copyOf(current);
    overhead = Map.copyOf(overhead);
    limits = Map.copyOf(limits);
  }

  /** Whether pods say at their own level what they ask for; then no container needs to. */
  public boolean isSized() {
    return !declared.isEmpty() || !current.isEmpty();
  }

  /**
   * The pod's own level where sizes of containers stand, under a name that no container can have.
   */
  public ContainerSpec level() {
    Map<Resource, SizeOrigin> origin = new EnumMap<>(Resource.class);
    current.forEach(
        (resource, size) ->
            origin.put(
                resource,
                declared(resource).request().isPresent() ? SizeOrigin.TEMPLATE : SizeOrigin.LIMIT));
    Map<Resource, Size> template = new EnumMap<>(Resource.class);
    declared.forEach(
        (resource, size) ->
            template.put(
                resource,
                new Size(
                    size.request().or(() -> current(resource).request()).or(size::limit),
                    size.limit())));
    return new ContainerSpec(
        LEVEL,
        ContainerRole.POD,
        0,
        current,
        origin,
        declared,
        template,
        Map.of(),
        TemplateShape.around(declared));
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

  public PodShape withInjected(Map<String, Map<Resource, Amount>> containers) {
    return new PodShape(declared, current, overhead, limits, containers);
  }

  /** What injected containers ask for together. */
  public Map<Resource, Amount> injectedTotal() {
    Map<Resource, Amount> total = new EnumMap<>(Resource.class);
    injected
        .values()
        .forEach(one -> one.forEach((resource, asks) -> total.merge(resource, asks, Amount::plus)));
    return total;
  }
}
