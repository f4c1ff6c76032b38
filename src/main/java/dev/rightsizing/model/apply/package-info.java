// SPDX-License-Identifier: Apache-2.0
/**
 * What changing a running workload is about: settings of a policy, the state of the cluster that
 * decides whether a change is safe, and what is remembered of a change from its intent to its
 * outcome.
 *
 * <p>Open {@link dev.rightsizing.model.apply.ApplyMemory} first.
 */
package dev.rightsizing.model.apply;
