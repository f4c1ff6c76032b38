// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.reconcile.apply;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.recommend.Policy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Knows of which workloads a pod matters at once: those that change now, and those whose new pods
 * get sizes that their template has not. Of all others the next pass is soon enough. Safe for use
 * by several threads.
 */
public final class PodWatch implements Consumer<WorkloadRef> {
  private final Map<WorkloadRef, Policy.Id> watched = new ConcurrentHashMap<>();
  private final Consumer<Policy.Id> soon;

  /**
   * @param soon is given the policy of a workload one of whose pods changed
   */
  public PodWatch(Consumer<Policy.Id> soon) {
    this.soon = soon;
  }

  /** A pass ended with these memories. */
  void passed(Policy.Id policy, Map<WorkloadRef, ApplyMemory> memories) {
    Set<WorkloadRef> matter =
        memories.entrySet().stream()
            .filter(e -> e.getValue().isInFlight() || e.getValue().inForce().isPresent())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    watched.entrySet().removeIf(e -> e.getValue().equals(policy) && !matter.contains(e.getKey()));
    matter.forEach(ref -> watched.put(ref, policy));
  }

  @Override
  public void accept(WorkloadRef ref) {
    Policy.Id policy = watched.get(ref);
    if (policy != null) {
      soon.accept(policy);
    }
  }

  void forget(Policy.Id policy) {
    watched.values().removeIf(policy::equals);
  }
}
