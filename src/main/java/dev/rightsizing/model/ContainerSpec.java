// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.List;
import java.util.Map;

/**
 * One container of a pod template with what it asks for now.
 *
 * @param index position in its list of the pod spec (ordinary and init containers are two lists)
 * @param current per resource, what pods really run with; without pods, the template's values with
 *     those that Kubernetes or a LimitRange fills in
 * @param origin per resource, where the current request comes from
 * @param declared per resource, what the template itself says: what a patch would change
 * @param running per resource, each size that running pods have with their number, the most
 *     frequent first; empty without pods
 * @param shape which objects the template has around what is declared
 */
public record ContainerSpec(
    String name,
    ContainerRole role,
    int index,
    Map<Resource, Size> current,
    Map<Resource, SizeOrigin> origin,
    Map<Resource, Size> declared,
    Map<Resource, List<RunningSize>> running,
    TemplateShape shape) {

  /** A container whose template has no more around its sizes than they need. */
  public ContainerSpec(
      String name,
      ContainerRole role,
      int index,
      Map<Resource, Size> current,
      Map<Resource, SizeOrigin> origin,
      Map<Resource, Size> declared,
      Map<Resource, List<RunningSize>> running) {
    this(name, role, index, current, origin, declared, running, TemplateShape.around(declared));
  }

  /** The same of which no pod runs, or whose pods are all as {@code current}. */
  public ContainerSpec(
      String name,
      ContainerRole role,
      int index,
      Map<Resource, Size> current,
      Map<Resource, SizeOrigin> origin,
      Map<Resource, Size> declared) {
    this(name, role, index, current, origin, declared, Map.of());
  }

  public ContainerSpec {
    current = Map.copyOf(current);
    origin = Map.copyOf(origin);
    declared = Map.copyOf(declared);
    running = Map.copyOf(running);
  }

  /** The same in a template of another shape. */
  public ContainerSpec withShape(TemplateShape other) {
    return new ContainerSpec(name, role, index, current, origin, declared, running, other);
  }

  public Size current(Resource resource) {
    return current.getOrDefault(resource, Size.NONE);
  }

  public Size declared(Resource resource) {
    return declared.getOrDefault(resource, Size.NONE);
  }

  public List<RunningSize> running(Resource resource) {
    return running.getOrDefault(resource, List.of());
  }

  public SizeOrigin origin(Resource resource) {
    return origin.getOrDefault(resource, SizeOrigin.NONE);
  }
}
