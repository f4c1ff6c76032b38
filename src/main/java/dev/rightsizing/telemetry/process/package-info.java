// SPDX-License-Identifier: Apache-2.0
/**
 * What the operator's own process uses: CPU, memory, files, disks.
 *
 * <p>Imports no other room. Open {@link dev.rightsizing.telemetry.process.ProcessMetrics} first.
 */
package dev.rightsizing.telemetry.process;
