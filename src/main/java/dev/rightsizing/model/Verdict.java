// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** What a size says about the current request. */
public enum Verdict {
  INSUFFICIENT_DATA("InsufficientData"),
  NO_REQUEST("NoRequest"),
  OVER_PROVISIONED("OverProvisioned"),
  REDUCIBLE("Reducible"),
  UNDER_PROVISIONED("UnderProvisioned"),
  RIGHT_SIZED("RightSized");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** As shown in a Recommendation: {@code OverProvisioned}. */
  public String text() {
    return text;
  }
}
