// SPDX-License-Identifier: Apache-2.0
/**
 * The state of the cluster around the workloads that are changed, kept by watches of its own that
 * begin when they are first needed: an operator that applies nothing has none of them.
 *
 * <p>May import {@code model}, {@code watch}, {@code workload} and {@code workload.kubernetes}.
 * Open {@link dev.rightsizing.workload.kubernetes.live.KubernetesLiveCluster} first, then {@code
 * LiveWatches} for what is watched and {@code LivePods} for what is kept of a pod.
 */
package dev.rightsizing.workload.kubernetes.live;
