// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage;

import dev.rightsizing.model.Resource;

/**
 * What is read beside usage, one figure an hour; by the names that cAdvisor and kube-state-metrics
 * give it. A cluster may have none of them.
 */
public enum Signal {
  /** CFS periods in the hour. Only containers with a CPU limit have any. */
  CFS_PERIODS("container_cpu_cfs_periods_total", Resource.CPU),
  /** CFS periods in the hour in which the container waited for its quota. */
  CFS_THROTTLED("container_cpu_cfs_throttled_periods_total", Resource.CPU),
  /** CPU limit, in cores. */
  CPU_LIMIT("kube_pod_container_resource_limits", Resource.CPU),
  /** The greatest resident memory of the hour, in bytes. */
  RSS("container_memory_rss", Resource.MEMORY),
  /** 1 from the first OOM kill of a container on, until it ends for another reason. */
  OOM_REASON("kube_pod_container_status_last_terminated_reason", Resource.MEMORY),
  /** Restarts since the pod began, at the hour's end. */
  RESTARTS("kube_pod_container_status_restarts_total", Resource.MEMORY),
  /** Memory limit, in bytes. */
  MEMORY_LIMIT("kube_pod_container_resource_limits", Resource.MEMORY);

  private final String metric;
  private final Resource resource;

  Signal(String metric, Resource resource) {
    this.metric = metric;
    this.resource = resource;
  }

  /** The metric's name, for queries and messages. */
  public String metric() {
    return metric;
  }

  /** The resource that it describes. */
  public Resource resource() {
    return resource;
  }
}
