// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;

/**
 * Keeps what is remembered of changes where it survives the operator: in the status of
 * Recommendations. Nothing is written to a workload before its intent was kept.
 */
public interface Journal {

  /**
   * Keeps what is remembered of one workload.
   *
   * @return whether it was kept; not where somebody else wrote meanwhile, or the object is gone,
   *     and then nothing may be done that depends on it
   */
  boolean keep(WorkloadRef ref, ApplyMemory memory);
}
