// SPDX-License-Identifier: Apache-2.0
/**
 * Reads workloads, pods, limits and quotas from a Kubernetes API server; only {@code list} and
 * {@code watch} calls.
 *
 * <p>May import {@code model}, {@code watch} and {@code workload}. Open {@link
 * dev.rightsizing.workload.kubernetes.KubernetesWorkloadSource} first, then {@code NamespaceReader}
 * for what is listed and {@code GeneratedNames} for how pods that are gone find their workload.
 */
package dev.rightsizing.workload.kubernetes;
