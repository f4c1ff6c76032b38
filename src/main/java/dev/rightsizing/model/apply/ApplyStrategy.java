// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

/** How a workload gets its new sizes. */
public enum ApplyStrategy {
  /** Pods are resized where they run; the template stays. */
  IN_PLACE("InPlace"),
  /** The template changes, which replaces the pods. */
  ROLLOUT("Rollout"),
  /** The template changes together with the workload's own next roll-out. */
  ON_NEXT_ROLLOUT("OnNextRollout");

  private final String text;

  ApplyStrategy(String text) {
    this.text = text;
  }

  /** As in a policy: {@code InPlace}. */
  public String text() {
    return text;
  }

  /** Whether it writes the template. */
  public boolean changesTemplate() {
    return this != IN_PLACE;
  }
}
