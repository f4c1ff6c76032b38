// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.usage.memory;

import dev.rightsizing.model.PolicyRef;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something that is held and can be dropped.
 *
 * @param what it is, for people
 * @param policies that share it
 * @param lastUsed on the scale of {@link System#nanoTime}
 */
record Holding(String what, long bytes, Set<PolicyRef> policies, long lastUsed, Runnable drop) {

  Holding {
    policies = Set.copyOf(policies);
  }

  /** Namespaces of the policies. */
  Set<String> namespaces() {
    return policies.stream().map(PolicyRef::namespace).collect(Collectors.toSet());
  }
}
