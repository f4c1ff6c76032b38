// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a pass ended.
 *
 * @param memories of all workloads of the order, as the journal has kept them; one that was not
 *     kept is as it was
 * @param events what changed, in the order in which it did
 * @param lookAgain when the next pass has something to do at the latest; empty: as usual
 * @param faults workloads whose part of the pass failed by a bug; the others were done
 */
public record ApplyResult(
    Map<WorkloadRef, ApplyMemory> memories,
    List<ApplyEvent> events,
    Optional<Instant> lookAgain,
    Map<WorkloadRef, RuntimeException> faults) {

  public ApplyResult {
    memories = Map.copyOf(memories);
    events = List.copyOf(events);
    faults = Map.copyOf(faults);
  }
}
