// SPDX-License-Identifier: Apache-2.0
/**
 * The risk watch: beside the evaluation, on a faster interval of its own, over the Recommendations
 * that are there.
 *
 * <p>May import what {@code reconcile} may. Open {@link
 * dev.rightsizing.reconcile.risk.RiskEvaluation} first.
 */
package dev.rightsizing.reconcile.risk;
