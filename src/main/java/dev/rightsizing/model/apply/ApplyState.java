// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.apply;

/** How far the change of a workload is. */
public enum ApplyState {
  /** A guard holds or refuses it, or nothing is to change. */
  HELD("Held"),
  /** The guards allow it, and it waits for its turn, or the policy only tries. */
  READY("Ready"),
  /** Pods or the template are being changed, or changed back. */
  APPLYING("Applying"),
  /** All is changed, and watched. */
  WATCHING("Watching"),
  /** The watch ended well. */
  APPLIED("Applied"),
  /** The previous sizes were restored. */
  UNDONE("Undone"),
  /** Undone too often in a row: left alone until a person or a new release. */
  GIVEN_UP("GivenUp"),
  /** Another manager owns the sizes, or took them back. */
  OWNED_BY_OTHER("OwnedByOther");

  private final String text;

  ApplyState(String text) {
    this.text = text;
  }

  /** As in a Recommendation. */
  public String text() {
    return text;
  }
}
