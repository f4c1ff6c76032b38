// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

import java.util.List;

/**
 * How many pods a workload has, and what its autoscalers have to do with its sizes.
 *
 * @param replicas that savings are counted for
 * @param advice one a target of an autoscaler
 */
public record Scaling(MeanReplicas replicas, List<ScaleAdvice> advice) {

  public Scaling {
    advice = List.copyOf(advice);
  }

  /** As many pods as now, and no autoscaler. */
  public static Scaling now(int replicas) {
    return new Scaling(MeanReplicas.now(replicas), List.of());
  }

  public Scaling withAdvice(List<ScaleAdvice> other) {
    return new Scaling(replicas, other);
  }
}
