// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.recommend.Policy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Policies as they last could be read, for what is left to do once they are gone or faulty. */
public final class LastPolicies {
  private final Map<Policy.Id, Policy> last = new ConcurrentHashMap<>();

  void put(Policy policy) {
    last.put(policy.id(), policy);
  }

  Optional<Policy> get(Policy.Id policy) {
    return Optional.ofNullable(last.get(policy));
  }

  void forget(Policy.Id policy) {
    last.remove(policy);
  }
}
