// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.PodOwners;
import dev.rightsizing.model.Window;
import dev.rightsizing.model.WorkloadRef;

/**
 * What to read of one workload alone.
 *
 * @param series of its containers at a time, about
 * @param owners of pods; those of other workloads are left out
 */
public record WorkloadRead(WorkloadRef workload, int series, Window window, PodOwners owners) {}
