// SPDX-License-Identifier: Apache-2.0
/**
 * What a change of sizes does to the namespaces' quotas.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.sizing.quota.QuotaProjector} first.
 */
package dev.rightsizing.sizing.quota;
