// SPDX-License-Identifier: Apache-2.0
/**
 * The controller: decides when a policy is due, runs the pipeline, and writes what came of it.
 *
 * <p>May import every room but {@code web}, {@code cli} and {@code config}; adapters by port only.
 * Open {@link dev.rightsizing.reconcile.PolicyReconciler} first.
 */
package dev.rightsizing.reconcile;
