// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.Map;

/**
 * What scales a workload out: a HorizontalPodAutoscaler or a ScaledObject.
 *
 * @param kind {@code HorizontalPodAutoscaler} or {@code ScaledObject}
 * @param name of the object, in the workload's namespace
 * @param minReplicas fewest pods
 * @param maxReplicas most pods
 * @param targets per resource that it scales on, the utilization of the request that it aims at, in
 *     percent; a resource that it does not scale on by utilization is absent
 */
public record Autoscaling(
    String kind, String name, int minReplicas, int maxReplicas, Map<Resource, Integer> targets) {

  public Autoscaling {
    targets = Map.copyOf(targets);
  }
}
