// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;
import java.util.Map;

/**
 * What is left on a node.
 *
 * @param free by resource, what can be requested beside all pods of the node, each counted by the
 *     greatest of spec, allocated and actual requests, as the scheduler does; may be negative
 * @param allocatable by resource, what all of its pods can request together
 * @param disrupted whether it is about to go: cordoned, or tainted by Karpenter or the cluster
 *     autoscaler; or its kubelet does not answer
 * @param resizes whether its kubelet resizes pods, by its version and declared features
 * @param why what is in the way, for people; empty where nothing is
 */
public record NodeRoom(
    String name,
    Map<Resource, Amount> free,
    Map<Resource, Amount> allocatable,
    boolean disrupted,
    boolean resizes,
    String why) {

  public NodeRoom {
    free = Map.copyOf(free);
    allocatable = Map.copyOf(allocatable);
  }
}
