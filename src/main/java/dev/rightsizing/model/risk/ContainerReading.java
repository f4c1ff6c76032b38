// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.risk;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.PodReading.Limits;
import dev.rightsizing.model.saturation.OomKill;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Readings of one container of a workload at one tick, over its pods.
 *
 * @param cpuLimit cores, of a pod whose own is not known; empty: none
 * @param memoryLimit bytes, likewise
 * @param running whether the workload has a pod now
 * @param kills what living pods tell of OOM kills
 * @param failed kinds that could not be read, and why
 */
public record ContainerReading(
    String container,
    Optional<Amount> cpuLimit,
    Optional<Amount> memoryLimit,
    boolean running,
    List<PodReading> pods,
    List<OomKill> kills,
    Map<RiskKind, Reason> failed) {

  public ContainerReading {
    pods = List.copyOf(pods);
    kills = List.copyOf(kills);
    failed = Map.copyOf(failed);
  }

  /** The cores that a pod may use; empty: no limit. */
  public Optional<Amount> cpuLimit(PodReading pod) {
    return limit(pod.limits().map(Limits::cpu).orElse(cpuLimit));
  }

  /** The bytes that a pod may use; empty: no limit. */
  public Optional<Amount> memoryLimit(PodReading pod) {
    return limit(pod.limits().map(Limits::memory).orElse(memoryLimit));
  }

  /** To Kubernetes a limit of 0 is none. */
  private static Optional<Amount> limit(Optional<Amount> limit) {
    return limit.filter(amount -> !amount.isZero());
  }
}
