// SPDX-License-Identifier: Apache-2.0
/**
 * Mode Apply: when a policy's workloads are changed, from what, and how the result gets into
 * status, Events and metrics. What a pass decides and writes to workloads is the room {@code
 * apply}'s.
 *
 * <p>May import what {@code reconcile} may. Open {@link dev.rightsizing.reconcile.apply.ApplyCycle}
 * first.
 */
package dev.rightsizing.reconcile.apply;
