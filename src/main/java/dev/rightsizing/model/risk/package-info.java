// SPDX-License-Identifier: Apache-2.0
/**
 * Risk as values: what is seen of a container now, how bad it is, since when, and what changed.
 *
 * <p>May import {@code model} only. Open {@link dev.rightsizing.model.risk.RiskAssessment} first.
 */
package dev.rightsizing.model.risk;
