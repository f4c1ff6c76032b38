// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

import dev.rightsizing.model.Resource;
import java.util.Optional;

/**
 * A change of an autoscaler's target, together with the requests that it is a percentage of.
 *
 * @param kind {@code HorizontalPodAutoscaler} or {@code ScaledObject}
 * @param name of the object, in the workload's namespace
 * @param index of the metric or trigger in its object's list
 * @param container the only one that counts; empty where all of a pod count together
 * @param from percent now
 * @param to percent that keeps the scale point
 */
public record TargetStep(
    String kind,
    String name,
    int index,
    Resource resource,
    Optional<String> container,
    int from,
    int to) {

  /** The way back. */
  public TargetStep reversed() {
    return new TargetStep(kind, name, index, resource, container, to, from);
  }
}
