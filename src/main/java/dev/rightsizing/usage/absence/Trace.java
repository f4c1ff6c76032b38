// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.absence;

/** What a source has of a metric in a namespace, where usage could not be read from it. */
public enum Trace {
  /** Containers as they should be, but too few samples of each for a rate. */
  CONTAINERS,
  /** Whole pods, without the label {@code container}: cri-dockerd gives no more. */
  PODS,
  /** Containers by {@code pod_name} and {@code container_name}, as before Kubernetes 1.16. */
  OLD_LABELS
}
