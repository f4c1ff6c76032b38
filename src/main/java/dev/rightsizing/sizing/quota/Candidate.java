// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.quota;

import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.Quota;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.PodTotal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A workload with the sizes that it is recommended, and what speaks for its growth.
 *
 * @param containers those that are sized
 * @param pressed what suffers from its size now
 */
public record Candidate(Workload workload, List<ContainerSizing> containers, Set<Pressed> pressed) {

  public Candidate {
    containers = List.copyOf(containers);
    pressed = Set.copyOf(pressed);
  }

  /** A container that was OOM-killed or is throttled. */
  public record Pressed(String container, Resource resource) {}

  /** Whether a container suffers; the pod's own level is, where one of its containers is. */
  public boolean isPressed(ContainerSizing container, Resource resource) {
    return container.container().role() == ContainerRole.POD
        ? pressed.stream().anyMatch(p -> p.resource() == resource)
        : pressed.contains(new Pressed(container.container().name(), resource));
  }

  /** Whose sizes a line counts: the pod's own level, where it says something, else containers. */
  List<ContainerSizing> countedOn(Quota line) {
    return PodTotal.level(containers)
        .filter(pod -> PodsOnLine.counted(line, pod.of(line.resource()).current()).isPresent())
        .map(List::of)
        .orElse(containers);
  }

  /** The same workload with other sizes. */
  public Candidate with(List<ContainerSizing> others) {
    return new Candidate(workload, others, pressed);
  }

  /** Every container of the pod; one that is left alone keeps what it has. */
  public List<ContainerSizing> pod() {
    Set<String> sized =
        containers.stream().map(c -> c.container().name()).collect(Collectors.toSet());
    List<ContainerSizing> all = new ArrayList<>(containers);
    workload.containers().stream()
        .filter(c -> !sized.contains(c.name()))
        .map(c -> new ContainerSizing(c, kept(c, Resource.CPU), kept(c, Resource.MEMORY)))
        .forEach(all::add);
    return all;
  }

  private static ResourceSizing kept(ContainerSpec container, Resource resource) {
    return new ResourceSizing(
        resource,
        container.current(resource),
        container.origin(resource),
        Optional.empty(),
        container.current(resource),
        Verdict.INSUFFICIENT_DATA,
        "",
        Optional.empty(),
        false);
  }

  /** Whether its pods will have the QoS class BestEffort: no container has a request or limit. */
  public boolean bestEffort() {
    return pod().stream()
        .allMatch(c -> none(c.cpu().recommended()) && none(c.memory().recommended()));
  }

  private static boolean none(Size size) {
    return size.request().filter(a -> !a.isZero()).isEmpty()
        && size.limit().filter(a -> !a.isZero()).isEmpty();
  }
}
