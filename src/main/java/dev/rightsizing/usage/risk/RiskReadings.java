// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.ContainerRef;
import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.PodReading;
import dev.rightsizing.model.risk.RiskKind;
import dev.rightsizing.model.risk.SignalReading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read at one tick.
 *
 * @param pods by container of a workload
 * @param failed kinds that could not be read, and why
 * @param named what the queries that the policy has written say, by name
 * @param cpuUsage cores in use by pod, by container of a workload; a pod without a value is absent
 */
public record RiskReadings(
    Map<ContainerRef, List<PodReading>> pods,
    Map<RiskKind, Reason> failed,
    Map<String, NamedReadings> named,
    Map<ContainerRef, Map<String, Double>> cpuUsage) {

  public RiskReadings {
    pods = Map.copyOf(pods);
    failed = Map.copyOf(failed);
    named = Map.copyOf(named);
    cpuUsage = Map.copyOf(cpuUsage);
  }

  /** Nothing could be read, for one reason. */
  public static RiskReadings failed(RiskRequest request, Reason reason) {
    return new RiskReadings(
        Map.of(),
        Map.of(RiskKind.MEMORY, reason, RiskKind.THROTTLING, reason, RiskKind.CPU_PRESSURE, reason),
        request.queriesAllowed()
            ? NamedReader.failed(request, reason)
            : NamedReader.failed(request, Reason.QUERY_NOT_ALLOWED),
        Map.of());
  }

  /** What the policy's own queries say of a workload, by name. */
  public Map<String, SignalReading> named(WorkloadRef workload) {
    Map<String, SignalReading> readings = new HashMap<>();
    named.forEach((name, reading) -> readings.put(name, reading.of(workload)));
    return readings;
  }

  /** What was read of a container's pods. */
  public List<PodReading> of(ContainerRef container) {
    return pods.getOrDefault(container, List.of());
  }
}
