// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/**
 * The object that manages a workload: its owner reference with {@code controller: true}. What it
 * writes into the workload it writes again, so a patch of the workload does not last.
 *
 * @param apiVersion with its group: {@code monitoring.coreos.com/v1}
 * @param kind {@code Prometheus}
 * @param name of the object, in the workload's namespace
 */
public record OwningController(String apiVersion, String kind, String name) {

  /** {@code Prometheus/k8s}. */
  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
