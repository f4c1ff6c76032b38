// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** What computes a request from usage. */
public enum Estimator {
  /** A percentile and a headroom that the policy names. */
  PERCENTILE("Percentile"),
  /** Both picked from the container's own past. */
  ADAPTIVE("Adaptive");

  private final String text;

  Estimator(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
