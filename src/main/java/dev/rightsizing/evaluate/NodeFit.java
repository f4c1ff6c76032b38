// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.ContainerRole;
import dev.rightsizing.model.ContainerSizing;
import dev.rightsizing.model.ContainerSpec;
import dev.rightsizing.model.NodeCapacity;
import dev.rightsizing.model.Nodes;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.ResourceSizing;
import dev.rightsizing.model.RunningPods;
import dev.rightsizing.model.Size;
import dev.rightsizing.model.Verdict;
import dev.rightsizing.model.Workload;
import dev.rightsizing.sizing.PodTotal;
import dev.rightsizing.usage.plausible.Margin;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds sizes against the nodes: a pod that would fit no node of the cluster is no recommendation,
 * and one that never could is no saving. Without nodes, against what no machine has.
 */
final class NodeFit {
  private final Nodes nodes;

  NodeFit(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The sizes, of which those that grow beyond every node are kept as they are. */
  List<ContainerSizing> fit(Workload workload, List<ContainerSizing> sizings) {
    Set<Resource> tooLarge = tooLarge(workload, sizings);
    return tooLarge.isEmpty()
        ? sizings
        : sizings.stream()
            .map(
                s ->
                    each(s, r -> tooLarge.contains(r) ? kept(workload, sizings, s.of(r)) : s.of(r)))
            .toList();
  }

  private Set<Resource> tooLarge(Workload workload, List<ContainerSizing> sizings) {
    Set<Resource> tooLarge = EnumSet.noneOf(Resource.class);
    for (Resource resource : Resource.values()) {
      if (over(wanted(workload, sizings, resource), resource)) {
        tooLarge.add(resource);
      }
    }
    if (tooLarge.isEmpty() && nodes.isKnown() && !anyHolds(workload, sizings)) {
      for (Resource resource : Resource.values()) {
        Amount now = total(workload, sizings, resource, ResourceSizing::current);
        if (wanted(workload, sizings, resource).compareTo(now) > 0) {
          tooLarge.add(resource);
        }
      }
    }
    return tooLarge;
  }

  private boolean anyHolds(Workload workload, List<ContainerSizing> sizings) {
    Amount cpu = wanted(workload, sizings, Resource.CPU);
    Amount memory = wanted(workload, sizings, Resource.MEMORY);
    return nodes.byName().values().stream().anyMatch(n -> holds(n, cpu) && holds(n, memory));
  }

  private static boolean holds(NodeCapacity node, Amount amount) {
    Amount has = node.allocatable().get(amount.resource());
    return has == null || amount.compareTo(has) <= 0;
  }

  private boolean over(Amount amount, Resource resource) {
    return amount.value()
        > greatest(resource)
            .map(node -> node.allocatable().get(resource).value())
            .orElse(Margin.absolute(resource));
  }

  private Optional<NodeCapacity> greatest(Resource resource) {
    return nodes.byName().values().stream()
        .filter(node -> node.allocatable().containsKey(resource))
        .max(
            Comparator.comparing((NodeCapacity node) -> node.allocatable().get(resource))
                .thenComparing(NodeCapacity::name));
  }

  private static Amount wanted(
      Workload workload, List<ContainerSizing> sizings, Resource resource) {
    return total(workload, sizings, resource, ResourceSizing::recommended);
  }

  /** What a pod asks for, containers that are left alone and the pod's overhead included. */
  private static Amount total(
      Workload workload,
      List<ContainerSizing> sizings,
      Resource resource,
      Function<ResourceSizing, Size> size) {
    Set<String> sized = sizings.stream().map(s -> s.container().name()).collect(Collectors.toSet());
    Amount total =
        PodTotal.of(sizings, resource, s -> size.apply(s.of(resource)).request())
            .amount()
            .plus(workload.pod().overhead(resource));
    for (ContainerSpec container : workload.containers()) {
      if (!sized.contains(container.name()) && container.role() != ContainerRole.INIT) {
        total = total.plus(container.current(resource).request().orElse(Amount.zero(resource)));
      }
    }
    return total;
  }

  private ResourceSizing kept(
      Workload workload, List<ContainerSizing> sizings, ResourceSizing sizing) {
    Amount none = Amount.zero(sizing.resource());
    Amount now = sizing.current().request().orElse(none);
    Amount then = sizing.recommended().request().orElse(none);
    if (then.compareTo(now) <= 0) {
      return sizing;
    }
    return with(
        sizing,
        sizing.current(),
        sizing.current(),
        Verdict.UNSCHEDULABLE,
        sizing.explanation()
            + "; a pod that requests "
            + wanted(workload, sizings, sizing.resource()).roundedUp().toQuantity()
            + " would fit no node"
            + greatest(sizing.resource())
                .map(
                    node ->
                        " (the largest, "
                            + node.name()
                            + ", has "
                            + node.allocatable().get(sizing.resource()).toQuantity()
                            + " for pods)")
                .orElse("")
            + ", so the current size is kept");
  }

  /**
   * What savings may count: pods that ask for more than any node has cost nothing, so that less of
   * it saves nothing.
   */
  Counted counted(Workload workload, List<ContainerSizing> sizings) {
    if (!workload.running().isEmpty()) {
      return new Counted(
          workload.withRunning(
              workload.running().stream().map(pods -> able(workload, sizings, pods)).toList()),
          sizings);
    }
    Set<Resource> impossible =
        impossible(r -> total(workload, sizings, r, ResourceSizing::current));
    return new Counted(
        workload,
        impossible.isEmpty()
            ? sizings
            : sizings.stream()
                .map(s -> each(s, r -> impossible.contains(r) ? free(s.of(r)) : s.of(r)))
                .toList());
  }

  /** A workload with sizes that savings can be computed from. */
  record Counted(Workload workload, List<ContainerSizing> sizings) {}

  private Set<Resource> impossible(Function<Resource, Amount> total) {
    Set<Resource> impossible = EnumSet.noneOf(Resource.class);
    for (Resource resource : Resource.values()) {
      if (over(total.apply(resource), resource)) {
        impossible.add(resource);
      }
    }
    return impossible;
  }

  /** Pods that are there; where no node can hold them, as if they had the recommended size. */
  private RunningPods able(Workload workload, List<ContainerSizing> sizings, RunningPods pods) {
    Set<Resource> impossible =
        impossible(
            r ->
                PodTotal.of(sizings, r, s -> pods.of(s.container().name(), r).request())
                    .amount()
                    .plus(workload.pod().overhead(r)));
    if (impossible.isEmpty()) {
      return pods;
    }
    Map<String, Map<Resource, Size>> sizes = new HashMap<>();
    Map<Resource, Size> level = new EnumMap<>(Resource.class);
    for (ContainerSizing sizing : sizings) {
      String name = sizing.container().name();
      Map<Resource, Size> size = new EnumMap<>(Resource.class);
      for (Resource resource : Resource.values()) {
        size.put(
            resource,
            impossible.contains(resource)
                ? free(sizing.of(resource)).recommended()
                : pods.of(name, resource));
      }
      if (sizing.container().role() == ContainerRole.POD) {
        level.putAll(size);
      } else {
        sizes.put(name, size);
      }
    }
    return new RunningPods(sizes, level, pods.pods());
  }

  /** The same size now and then; none where not even then is one that can run. */
  private ResourceSizing free(ResourceSizing sizing) {
    boolean runs =
        sizing.recommended().request().filter(r -> !over(r, sizing.resource())).isPresent();
    Size same = runs ? sizing.recommended() : Size.NONE;
    return with(sizing, same, same, sizing.verdict(), sizing.explanation());
  }

  private static ContainerSizing each(
      ContainerSizing sizing, Function<Resource, ResourceSizing> of) {
    return new ContainerSizing(
        sizing.container(), of.apply(Resource.CPU), of.apply(Resource.MEMORY));
  }

  private static ResourceSizing with(
      ResourceSizing sizing, Size now, Size then, Verdict verdict, String explanation) {
    return new ResourceSizing(
        sizing.resource(),
        now,
        sizing.origin(),
        sizing.usage(),
        then,
        verdict,
        explanation,
        sizing.adaptive(),
        sizing.maxTooLow());
  }
}
