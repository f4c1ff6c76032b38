// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes.live;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.NodeRoom;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is left on nodes beside all of their pods. */
final class NodeRooms {
  static final NodeRooms NONE = new NodeRooms(List.of(), List.of());

  private final Map<String, KeptNode> nodes = new HashMap<>();
  private final Map<String, Map<Resource, Amount>> taken = new HashMap<>();
  private final Map<String, NodeRoom> rooms = new HashMap<>();

  /**
   * The nodes and all pods of the cluster.
   *
   * @param nodes empty where they may not be read
   */
  NodeRooms(Collection<KeptNode> nodes, Collection<KeptPod> pods) {
    nodes.forEach(node -> this.nodes.put(node.name(), node));
    if (!nodes.isEmpty()) {
      pods.forEach(this::count);
    }
  }

  private void count(KeptPod pod) {
    Optional<String> node = pod.live().flatMap(LivePod::node);
    if (node.isPresent()) {
      Map<Resource, Amount> sum =
          taken.computeIfAbsent(node.get(), n -> new EnumMap<>(Resource.class));
      pod.asks().forEach((resource, amount) -> sum.merge(resource, amount, Amount::plus));
    }
  }

  /** By name, those of some nodes that are known. */
  Map<String, NodeRoom> of(Set<String> names) {
    Map<String, NodeRoom> found = new HashMap<>();
    for (String name : names) {
      KeptNode node = nodes.get(name);
      if (node != null) {
        found.put(name, rooms.computeIfAbsent(name, n -> room(node)));
      }
    }
    return found;
  }

  boolean isWindows(String name) {
    return nodes.containsKey(name) && nodes.get(name).windows();
  }

  private NodeRoom room(KeptNode node) {
    Map<Resource, Amount> free = new EnumMap<>(Resource.class);
    Map<Resource, Amount> sum = taken.getOrDefault(node.name(), Map.of());
    node.allocatable()
        .forEach(
            (resource, all) ->
                free.put(
                    resource, exact(all.minus(sum.getOrDefault(resource, Amount.zero(resource))))));
    return new NodeRoom(
        node.name(), free, node.allocatable(), node.disrupted(), node.resizes(), node.why());
  }

  /** A sum of a hundred tenths is a whole: what is under a billionth is an error of the sum. */
  private static Amount exact(Amount amount) {
    return new Amount(amount.resource(), Math.rint(amount.value() * 1e9) / 1e9);
  }
}
