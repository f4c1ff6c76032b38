// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.label;

/** What the value of a label is to this cluster. */
enum Standing {
  /** A pod that only this cluster can have comes with it. */
  PROVEN,
  /** This cluster's, as far as can be seen. */
  OURS,
  /** Another cluster's. */
  FOREIGN,
  /** One of several of which one is this cluster's. */
  AMBIGUOUS
}
