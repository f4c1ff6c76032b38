// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import java.util.Optional;

/**
 * How much of one quota line is used, whatever it counts and whichever pods it counts.
 *
 * @param uid of the ResourceQuota
 * @param hard the most that is allowed
 * @param used as the API server counts it; absent while it has not counted
 */
public record QuotaUse(QuotaKey key, String uid, QuotaAmount hard, Optional<QuotaAmount> used) {

  /**
   * Used / hard; absent while it is not counted. A hard of 0 forbids something altogether, so that
   * nothing can run out: 0.
   */
  public Optional<Double> share() {
    return used.map(u -> hard.value() > 0 ? u.value() / hard.value() : 0);
  }
}
