// SPDX-License-Identifier: Apache-2.0
/**
 * Computes the risk level from current observations and the previously reported state. Pure: the
 * time is an argument.
 *
 * <p>May import {@code model} only. Open {@link dev.rightsizing.sizing.risk.RiskEngine} first.
 */
package dev.rightsizing.sizing.risk;
