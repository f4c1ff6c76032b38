// SPDX-License-Identifier: Apache-2.0
/**
 * Reads how many pods a workload may have, and which of them a scoped quota counts.
 *
 * <p>May import {@code model}. Open {@link
 * dev.rightsizing.workload.kubernetes.footprint.Footprints} first.
 */
package dev.rightsizing.workload.kubernetes.footprint;
