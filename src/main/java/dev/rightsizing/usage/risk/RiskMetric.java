// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.risk;

import dev.rightsizing.model.Resource;

/** What is read at one instant, one value a container; a source may have none of them. */
public enum RiskMetric {
  /** Throttled CFS periods over periods in the last 5 minutes, 0 to 1; absent when it never ran. */
  THROTTLED_SHARE("container_cpu_cfs_throttled_periods_total", Resource.CPU, 1),
  /** Seconds of waiting for the quota each second, over the last 5 minutes and all threads. */
  THROTTLED_SECONDS(
      "container_cpu_cfs_throttled_seconds_total", Resource.CPU, Double.POSITIVE_INFINITY),
  /** CFS periods a second, over the last 5 minutes. */
  PERIODS("container_cpu_cfs_periods_total", Resource.CPU, 1000),
  /** Cores in use over the last 5 minutes, all threads together. */
  CPU_USAGE("container_cpu_usage_seconds_total", Resource.CPU, Double.POSITIVE_INFINITY),
  /**
   * Share of the last 5 minutes in which a task waited for CPU, 0 to 1. Only nodes with pressure
   * stall information have it.
   */
  CPU_PRESSURE("container_pressure_cpu_waiting_seconds_total", Resource.CPU, 1),
  /** Restarts in the last hour. */
  RESTARTS("kube_pod_container_status_restarts_total", Resource.MEMORY, Double.POSITIVE_INFINITY);

  /** Two scrapes a minute apart, one of them 15 s late, are a quarter over. */
  private static final double JITTER = 1.25;

  private final String metric;
  private final Resource resource;
  private final double most;

  /**
   * @param most that it can be, without the jitter of scrapes
   */
  RiskMetric(String metric, Resource resource, double most) {
    this.metric = metric;
    this.resource = resource;
    this.most = most;
  }

  /** Whether a value can be: of a counter that dips, a rate takes all that it counted for new. */
  public boolean allows(double value) {
    return value <= most * JITTER;
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
