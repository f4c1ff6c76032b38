// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.WorkloadRef;

/** A workload that the scope selects but that an older policy keeps. */
public record PolicyConflict(WorkloadRef workload, String keeper) {}
