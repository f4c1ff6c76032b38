// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** Where a price comes from. */
public enum PriceSource {
  /** The policy names it. */
  POLICY("Policy"),
  /** OpenCost's metrics, for the nodes on which the pods run. */
  NODES("Nodes"),
  /** A list price, where no better price is known. */
  DEFAULT("Default");

  private final String text;

  PriceSource(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
