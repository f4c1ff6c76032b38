// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.model.quota;

import dev.rightsizing.model.Amount;
import dev.rightsizing.model.Resource;

/**
 * So much of whatever a quota counts: cores, bytes, pods, Secrets.
 *
 * @param value in base units
 * @param quantity the same as the API server writes it
 */
public record QuotaAmount(double value, String quantity) {

  /** Of a resource that pods ask for. */
  public static QuotaAmount of(Amount amount) {
    return new QuotaAmount(amount.value(), amount.toQuantity());
  }

  /**
   * Reads a Kubernetes quantity.
   *
   * @throws IllegalArgumentException if the text is not a quantity
   */
  public static QuotaAmount parse(String quantity) {
    // A quantity's value does not depend on what it counts.
    return new QuotaAmount(Amount.parse(Resource.CPU, quantity).value(), quantity.trim());
  }
}
