// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.sizing.estimate;

import dev.rightsizing.model.Amount;

/**
 * An amount on its way to a size.
 *
 * @param amount so far
 * @param clause how it came about, so far
 */
public record Step(Amount amount, String clause) {

  /** The next stage's amount and what it says. */
  public Step then(Amount next, String more) {
    return new Step(next, clause + more);
  }
}
