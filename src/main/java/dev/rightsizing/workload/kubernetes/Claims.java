// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.workload.kubernetes;

import dev.rightsizing.model.WorkloadRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may have made a name; an empty owner stands for an object without a workload. */
final class Claims {
  private final Map<String, Set<Optional<WorkloadRef>>> owners = new HashMap<>();

  void add(String name, Optional<WorkloadRef> owner) {
    owners.computeIfAbsent(name, n -> new HashSet<>(1)).add(owner);
  }

  Set<Optional<WorkloadRef>> of(String name) {
    return owners.getOrDefault(name, Set.of());
  }
}
