// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.Reason;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.risk.SignalReading;
import java.util.Map;

/**
 * What one query that a policy has written says.
 *
 * @param workloads by workload
 * @param others of every other workload
 */
public record NamedReadings(
    Map<WorkloadRef, SignalReading.Measured> workloads, SignalReading others) {

  public NamedReadings {
    workloads = Map.copyOf(workloads);
  }

  /** It could not be read. */
  public static NamedReadings failed(Reason reason) {
    return new NamedReadings(Map.of(), new SignalReading.Failed(reason));
  }

  /** What it says of a workload. */
  public SignalReading of(WorkloadRef workload) {
    SignalReading seen = workloads.get(workload);
    return seen == null ? others : seen;
  }
}
