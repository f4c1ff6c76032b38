// SPDX-License-Identifier: Apache-2.0
/**
 * Asks the API server whether it would take a change of sizes, without making it.
 *
 * <p>May import {@code model}. Open {@link
 * dev.rightsizing.workload.kubernetes.dryrun.KubernetesDryRun} first.
 */
package dev.rightsizing.workload.kubernetes.dryrun;
