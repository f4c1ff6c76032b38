// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what tells of risk now: one query a signal for as many namespaces as one query may hold.
 *
 * <p>May import {@code model} and {@code sizing.sketch}. Open {@link
 * dev.rightsizing.usage.risk.RiskReader} first.
 */
package dev.rightsizing.usage.risk;
