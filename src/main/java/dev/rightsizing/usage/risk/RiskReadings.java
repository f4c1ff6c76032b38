// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.RiskKind;
import java.util.List;
import java.util.Map;

/**
 * What was read at one tick.
 *
 * @param pods by container of a workload
 * @param failed kinds that could not be read, and why
 */
public record RiskReadings(Map<ContainerRef, List<PodReading>> pods, Map<RiskKind, Reason> failed) {

  public RiskReadings {
    pods = Map.copyOf(pods);
    failed = Map.copyOf(failed);
  }

  /** Nothing could be read, for one reason. */
  public static RiskReadings failed(Reason reason) {
    return new RiskReadings(Map.of(), Map.of(RiskKind.MEMORY, reason, RiskKind.THROTTLING, reason));
  }

  /** What was read of a container's pods. */
  public List<PodReading> of(ContainerRef container) {
    return pods.getOrDefault(container, List.of());
  }
}
