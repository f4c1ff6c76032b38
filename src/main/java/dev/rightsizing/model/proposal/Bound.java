// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.proposal;

/** Which of the two quantities of a resource. */
public enum Bound {
  REQUEST("requests"),
  LIMIT("limits");

  private final String key;

  Bound(String key) {
    this.key = key;
  }

  /** As under {@code resources} of a manifest. */
  public String key() {
    return key;
  }
}
