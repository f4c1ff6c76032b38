// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.steps;

/** How much of a Recommendation was written. */
enum Wrote {
  /** It had nothing new to say. */
  NOTHING,
  /** Labels, or conditions that say why the figures are no newer. */
  KEEPING_FIGURES,
  ALL
}
