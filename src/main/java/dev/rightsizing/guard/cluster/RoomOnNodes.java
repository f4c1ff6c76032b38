// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import dev.rightsizing.guard.GuardFacts;
import dev.rightsizing.guard.ProposedStep;
import dev.rightsizing.guard.Verdict;
import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.Resource;
import dev.rightsizing.model.apply.ApplyStrategy;
import dev.rightsizing.model.apply.NodeRoom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What grows in place must fit on the node where it runs, all pods of the workload there together,
 * so that no kubelet has to defer it.
 */
public final class RoomOnNodes implements Guard {
  /** A millionth of 1m or 1Mi is the dust of doubles. */
  private static final double DUST = 1e-6;

  @Override
  public String name() {
    return "NodeRoom";
  }

  @Override
  public Verdict judge(ProposedStep step, GuardFacts facts) {
    if (step.strategy() != ApplyStrategy.IN_PLACE) {
      return Verdict.ALLOW;
    }
    Map<String, List<SteppedPod>> byNode =
        SteppedPod.all(step, facts).stream()
            .filter(p -> p.pod().isBound())
            .collect(
                Collectors.groupingBy(
                    p -> p.pod().node().orElseThrow(), TreeMap::new, Collectors.toList()));
    for (Resource resource : Resource.values()) {
      for (var entry : byNode.entrySet()) {
        Optional<String> full =
            full(
                entry.getKey(),
                Optional.ofNullable(facts.cluster().nodes().get(entry.getKey())),
                entry.getValue(),
                resource);
        if (full.isPresent()) {
          return new Verdict.Hold(Reason.NO_NODE_ROOM, full.get());
        }
      }
    }
    return Verdict.ALLOW;
  }

  private static Optional<String> full(
      String name, Optional<NodeRoom> node, List<SteppedPod> pods, Resource resource) {
    Amount growth =
        pods.stream()
            .map(p -> p.growth(resource, false))
            .reduce(Amount.zero(resource), Amount::plus);
    double dust = DUST * resource.granule();
    if (growth.value() <= dust) {
      return Optional.empty();
    }
    Optional<Amount> free = node.map(n -> n.free().get(resource));
    if (free.isEmpty()) {
      return Optional.of(
          "The room on node %s is unknown, and %s would grow there by %s of %s; allow the operator to read nodes (chart value watchNamespaces leaves that right out)"
              .formatted(name, count(pods), growth.toQuantity(), resource.key()));
    }
    return growth.value() - free.get().value() <= dust
        ? Optional.empty()
        : Optional.of(
            "Node %s has %s of %s left, and %s would grow there by %s; the change waits for room, or add nodes"
                .formatted(
                    name,
                    free.get().max(Amount.zero(resource)).toUsage(),
                    resource.key(),
                    count(pods),
                    growth.toQuantity()));
  }

  private static String count(List<SteppedPod> pods) {
    return pods.size() == 1 ? "pod " + pods.get(0).pod().name() : pods.size() + " pods";
  }
}
