// SPDX-License-Identifier: Apache-2.0
/**
 * Which workloads there are: the port {@link dev.rightsizing.workload.WorkloadSource} and its
 * adapter for a Kubernetes API server.
 *
 * <p>May import {@code model} and {@code watch}.
 */
package dev.rightsizing.workload;
