// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** What a size says about the current request. */
public enum Verdict {
  INSUFFICIENT_DATA("InsufficientData"),
  NO_REQUEST("NoRequest"),
  OVER_PROVISIONED("OverProvisioned"),
  REDUCIBLE("Reducible"),
  UNDER_PROVISIONED("UnderProvisioned"),
  RIGHT_SIZED("RightSized"),
  /** An autoscaler works on utilization of this request, so it is kept. */
  HELD_BY_AUTOSCALER("HeldByAutoscaler"),
  /** No node of the cluster could hold a pod of the size that usage asks for. */
  UNSCHEDULABLE("Unschedulable"),
  /** The API server would refuse a pod of the size that usage asks for. */
  NOT_ADMITTED("NotAdmitted");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** As shown in a Recommendation: {@code OverProvisioned}. */
  public String text() {
    return text;
  }

  /** Whether nothing is recommended: each pod keeps what it has, and the template what it says. */
  public boolean keepsAll() {
    return this == INSUFFICIENT_DATA
        || this == HELD_BY_AUTOSCALER
        || this == UNSCHEDULABLE
        || this == NOT_ADMITTED;
  }
}
