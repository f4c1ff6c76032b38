// SPDX-License-Identifier: Apache-2.0
/**
 * From what is seen of containers now, and what was said before, to how great the risk is. Pure:
 * the time is an argument.
 *
 * <p>May import {@code model} only. Open {@link dev.rightsizing.sizing.risk.RiskEngine} first.
 */
package dev.rightsizing.sizing.risk;
