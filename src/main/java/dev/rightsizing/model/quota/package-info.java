// SPDX-License-Identifier: Apache-2.0
/**
 * What a namespace's quotas need to know of its pods: how many there may be, and which ones count.
 *
 * <p>May import {@code model} only. Open {@link dev.rightsizing.model.quota.PodCountBounds} first.
 */
package dev.rightsizing.model.quota;
