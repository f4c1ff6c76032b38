// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.evaluate;

import dev.rightsizing.model.PolicyRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The prices that each policy's last evaluation counted with, so that sizes can be computed again
 * without asking for them. Safe for use by several threads.
 */
public final class KnownPrices {
  private final Map<PolicyRef, PriceList> prices = new ConcurrentHashMap<>();

  void remember(PolicyRef policy, PriceList list) {
    prices.put(policy, list);
  }

  Optional<PriceList> of(PolicyRef policy) {
    return Optional.ofNullable(prices.get(policy));
  }

  /** A policy is gone. */
  public void forget(PolicyRef policy) {
    prices.remove(policy);
  }
}
