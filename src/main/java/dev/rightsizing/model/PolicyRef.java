// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model;

/** Names a policy. */
public record PolicyRef(String namespace, String name) {
  /** The command line's, which evaluates without a policy. */
  public static final PolicyRef NONE = new PolicyRef("", "");

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
