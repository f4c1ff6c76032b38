// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One container of a pod template with what it asks for now.
 *
 * @param index position in its list of the pod spec (ordinary and init containers are two lists)
 * @param current per resource, what most of its pods really run with; without pods, as the template
 * @param origin per resource, where the current request comes from
 * @param declared per resource, what the template itself says: what a patch would change; a limit
 *     of 0 stands here, and is none in the others
 * @param template per resource, what a new pod of the template would run with: what it says, with
 *     what Kubernetes or a LimitRange fills in
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
    Map<Resource, Size> template,
    Map<Resource, List<RunningSize>> running,
    TemplateShape shape) {

  /** A container whose pods, if there are any, are as its template, which has no more around. */
  public ContainerSpec(
      String name,
      ContainerRole role,
      int index,
      Map<Resource, Size> current,
      Map<Resource, SizeOrigin> origin,
      Map<Resource, Size> declared) {
    this(
        name,
        role,
        index,
        current,
        origin,
        declared,
        current,
        Map.of(),
        TemplateShape.around(declared));
  }

  public ContainerSpec {
    current = Map.copyOf(enforced(current));
    origin = Map.copyOf(origin);
    declared = Map.copyOf(declared);
    template = Map.copyOf(enforced(template));
    running = Map.copyOf(enforcedRunning(running));
  }

  private static Map<Resource, Size> enforced(Map<Resource, Size> sizes) {
    return sizes.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().enforced()));
  }

  private static Map<Resource, List<RunningSize>> enforcedRunning(
      Map<Resource, List<RunningSize>> sizes) {
    return sizes.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                e ->
                    e.getValue().stream()
                        .map(r -> new RunningSize(r.size().enforced(), r.pods()))
                        .toList()));
  }

  /** The same in a template of another shape. */
  public ContainerSpec withShape(TemplateShape other) {
    return new ContainerSpec(
        name, role, index, current, origin, declared, template, running, other);
  }

  public Size current(Resource resource) {
    return current.getOrDefault(resource, Size.NONE);
  }

  public Size declared(Resource resource) {
    return declared.getOrDefault(resource, Size.NONE);
  }

  /** What a new pod of the template would run with. */
  public Size template(Resource resource) {
    return template.getOrDefault(resource, Size.NONE);
  }

  /** Whether any pod runs with another size than a new one of the template would. */
  public boolean drifts(Resource resource) {
    return running(resource).stream().anyMatch(r -> !r.size().equals(template(resource)));
  }

  /** The sizes that its pods run with, each with their number, the most frequent first. */
  public List<RunningSize> running(Resource resource) {
    return running.getOrDefault(resource, List.of());
  }

  public SizeOrigin origin(Resource resource) {
    return origin.getOrDefault(resource, SizeOrigin.NONE);
  }
}
