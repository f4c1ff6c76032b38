// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** How a workload's pods are combined before or after the percentile. */
public enum Aggregation {
  /** The maximum over pods at each instant, then the percentile over time. */
  MAX_OVER_PODS("MaxOverPods"),
  /** The percentile of all pods' samples together. */
  POOLED("Pooled"),
  /** The percentile of each pod, then the maximum over pods. */
  MAX_OF_PODS("MaxOfPods");

  private final String text;

  Aggregation(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
