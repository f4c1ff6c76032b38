// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.scaling;

import dev.rightsizing.model.Resource;
import dev.rightsizing.model.WorkloadRef;
import java.util.List;
import java.util.Set;

/** What all pods of a workload used together, hour by hour. */
@FunctionalInterface
public interface RecordedLoad {
  /** Nothing is recorded. */
  RecordedLoad NONE = (workload, resource, containers) -> List.of();

  /**
   * The hours of which all is known, oldest first; none where the usage of one of the containers is
   * not known.
   *
   * @param containers that count
   */
  List<Hour> of(WorkloadRef workload, Resource resource, Set<String> containers);

  /**
   * One hour.
   *
   * @param hour since the epoch
   * @param used mean over the hour, summed over pods; cores or bytes
   */
  record Hour(long hour, double used) {}
}
