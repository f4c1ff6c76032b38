// SPDX-License-Identifier: Apache-2.0
package dev.rightsizing.apply;

import dev.rightsizing.model.WorkloadRef;
import dev.rightsizing.model.apply.ApplyMemory;
import dev.rightsizing.model.apply.LivePod;
import dev.rightsizing.model.apply.SizeStep;
import dev.rightsizing.model.apply.WorkloadFacts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which pods were seen with the sizes that they should have, so that it is noticed when another
 * manager takes them back. What a restart forgets here costs one more write a pod at most.
 */
final class SeenPods {
  private final Map<WorkloadRef, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(List<SizeStep> wanted, Set<String> uids) {}

  /** Those that were seen so before. */
  Set<String> of(WorkloadRef ref, ApplyMemory memory) {
    Seen known = seen.get(ref);
    return known != null && known.wanted().equals(Wanted.of(memory)) ? known.uids() : Set.of();
  }

  /** Notes what is seen now. */
  void note(WorkloadRef ref, ApplyMemory memory, WorkloadFacts facts) {
    List<SizeStep> wanted = Wanted.of(memory);
    if (wanted.isEmpty()) {
      seen.remove(ref);
      return;
    }
    Set<String> uids =
        Pods.resizable(facts).stream()
            .filter(p -> p.asks(wanted))
            .map(LivePod::uid)
            .collect(Collectors.toUnmodifiableSet());
    seen.put(ref, new Seen(wanted, uids));
  }

  /** Forgets a workload that is gone. */
  void forget(WorkloadRef ref) {
    seen.remove(ref);
  }
}
