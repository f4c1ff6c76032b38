// SPDX-License-Identifier: Apache-2.0
/**
 * Who writes a workload's template, by what the object itself shows, and where in Git a GitOps tool
 * takes it from.
 *
 * <p>May import {@code model} and {@code workload}. Open {@link
 * dev.rightsizing.workload.kubernetes.owner.OwnerReader} first for the order of the evidence.
 */
package dev.rightsizing.workload.kubernetes.owner;
