// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the current risk signals: one query per signal for as many namespaces as one query may
 * hold.
 *
 * <p>May import {@code model} and {@code sizing.sketch}. Open {@link
 * dev.rightsizing.usage.risk.RiskReader} first.
 */
package dev.rightsizing.usage.risk;
