// SPDX-License-Identifier: Apache-2.0
/**
 * Reads what scales workloads out: HorizontalPodAutoscalers and KEDA's ScaledObjects.
 *
 * <p>May import {@code model}. Open {@link dev.rightsizing.workload.kubernetes.scaling.Autoscalers}
 * first.
 */
package dev.rightsizing.workload.kubernetes.scaling;
