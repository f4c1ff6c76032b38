// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** Names one container of a workload's pod template. */
public record ContainerRef(WorkloadRef workload, String container) {
  @Override
  public String toString() {
    return workload + "/" + container;
  }
}
