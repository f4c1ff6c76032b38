// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** What happens to a request whose utilization an autoscaler works on. */
public enum AutoscalerMode {
  /** It stays, because another would make the autoscaler run more or fewer pods. */
  HOLD("Hold"),
  /** It changes together with the autoscaler's target, so that pods are added where they were. */
  SCALE_POINT("ScalePoint"),
  /** It changes as if there were no autoscaler. */
  IGNORE("Ignore");

  private final String text;

  AutoscalerMode(String text) {
    this.text = text;
  }

  /** As in a policy: {@code ScalePoint}. */
  public String text() {
    return text;
  }
}
