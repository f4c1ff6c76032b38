// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

/**
 * A PodDisruptionBudget that selects pods of a workload.
 *
 * @param allowed pods that may be disrupted now ({@code status.disruptionsAllowed})
 * @param counted whether the controller has looked at its newest spec, so that the number counts
 */
public record DisruptionBudget(String name, int allowed, boolean counted) {}
