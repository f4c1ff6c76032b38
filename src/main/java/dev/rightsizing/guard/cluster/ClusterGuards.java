// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.guard.cluster;

import dev.rightsizing.guard.Guard;
import java.util.List;

/**
 * The cluster's guards in two lists, between which those of the policy make a step smaller. Nothing
 * may make it smaller after the second, which judges its final sizes.
 */
public final class ClusterGuards {
  private ClusterGuards() {}

  /** What can never be, however small the step is. */
  public static List<Guard> possible() {
    return List.of(
        new KindSupported(),
        new TemplateOwner(),
        new VerticalAutoscalers(),
        new InPlaceCapability(),
        new PodLevelResources(),
        new ResourceClaims());
  }

  /** What keeps parts of the step as they are, and then judges what is left of it. */
  public static List<Guard> fitting() {
    return List.of(
        new InitContainers(),
        new MemoryLimitDown(),
        new LimitRemoval(),
        new Autoscaler(),
        new QosClass(),
        new RolloutState(),
        new PodsDiffer(),
        new NodeLeaving(),
        new DisruptionBudgets(),
        new DoNotDisrupt(),
        new LimitRanges(),
        new ResourceQuotas(),
        new RoomOnNodes());
  }
}
