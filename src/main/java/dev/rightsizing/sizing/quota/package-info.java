// SPDX-License-Identifier: Apache-2.0
/**
 * What a change of sizes does to the namespaces' quotas, and who gets how much where growth does
 * not fit.
 *
 * <p>May import {@code model} and {@code sizing}. Open {@link
 * dev.rightsizing.sizing.quota.QuotaFitter} first.
 */
package dev.rightsizing.sizing.quota;
